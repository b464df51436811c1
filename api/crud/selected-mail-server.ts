import type { Scope } from '../context.ts';
import { ApiError } from '../errors.ts';
import { isMailServerSelected } from '../tables/cloud-setting.ts';

/**
 * What works by mail needs a way for mail to leave.
 * @param advice what else could be done
 * @throws 400 when no email server is selected.
 */
export async function demandMailServer({ manager }: Pick<Scope, 'manager'>, advice = ''): Promise<void> {
  if (await isMailServerSelected(manager)) return;
  const message = 'No mail server configured in cloud settings.';
  throw new ApiError('mail_server_not_selected', advice ? `${message} ${advice}` : message);
}
