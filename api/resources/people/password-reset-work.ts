import { gatepost } from '../../access/caller.ts';
import type { Context, Scope } from '../../context.ts';
import { scopeOf } from '../../http/unit-of-work.ts';
import type { PasswordResetRequestRow } from '../../tables/password-reset-request.ts';
import { type UserRow, userTable } from '../../tables/user.ts';
import { mailResetLink } from './password-reset.ts';
import { findRealm } from './realm.ts';

const EVERY_MS = 500;

/**
 * Answers requests for a new password twice a second, away from the requests themselves, so that nobody can tell from
 * them who has an account. Answers the way to stop, which waits for what is under way.
 */
export function startPasswordResets(context: Context): () => Promise<void> {
  const stopping = new AbortController();
  let underWay: Promise<void> | null = null;
  const timer = setInterval(() => {
    underWay ??= answerAll(context, stopping.signal).finally(() => {
      underWay = null;
    });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await underWay;
  };
}

async function answerAll(context: Context, stopping: AbortSignal): Promise<void> {
  try {
    while (!stopping.aborted && (await answerNext(context)));
  } catch (error) {
    context.log.warn({ err: error }, 'a request for a new password could not be answered; it is tried again');
  }
}

/** Takes one request and puts the mails into the outbox, all in one transaction. False: there is none. */
function answerNext(context: Context): Promise<boolean> {
  return context.database.transaction(async (manager) => {
    const scope: Scope = { ...scopeOf(context, gatepost), manager };
    const [rows]: [PasswordResetRequestRow[]] = await manager.query(
      `DELETE FROM password_reset_request
        WHERE id = (SELECT id FROM password_reset_request ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING *`,
    );
    const [request] = rows;
    if (!request) return false;
    for (const account of await findAccounts(scope, request)) await answer(scope, request, account);
    return true;
  });
}

/** Beyond the limit no further mail is sent: those that were still open the account, and nobody's mailbox is flooded. */
async function answer(scope: Scope, request: PasswordResetRequestRow, account: UserRow): Promise<void> {
  if (!(await scope.limits.count({ limit: 'password-reset-mail', of: [account.id] }))) return;
  await mailResetLink(scope, account, request.realm.startsWith('admin/') ? 'cloud' : 'manager');
}

/** Several accounts of a registry may have one address; each gets its own mail, which names it. */
async function findAccounts(scope: Scope, { email, realm }: PasswordResetRequestRow): Promise<UserRow[]> {
  const registry = await findRealm(scope.manager, realm);
  if (!registry) return [];
  return scope.manager
    .getRepository(userTable)
    .createQueryBuilder('account')
    .where(`account.user_registry_id = :id AND lower(account.email) = lower(:email) AND account.state = 'enabled'`, {
      id: registry.id,
      email,
    })
    .getMany();
}
