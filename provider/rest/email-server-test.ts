import { isRefused } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import type { InvokeContext } from '../framework/action.ts';
import { attributeError } from '../framework/diagnostic.ts';
import type { TestStage } from './email-server-stage.ts';
import { EMAIL_SERVERS } from './email-server-view.ts';
import { segment } from './path.ts';
import { requiredReference } from './reference.ts';
import { explained } from './refusal.ts';

export const testedEmailServer = requiredReference({
  description: 'Id of the email server.',
  from: 'gatepost_email_server.example.id',
});

const attributes = { email_server_id: testedEmailServer };
type Context = Pick<InvokeContext<typeof attributes, Client>, 'client' | 'config' | 'signal' | 'progress' | 'warn'>;

/**
 * Tries the email server of the configuration and tells each stage.
 * @throws DiagnosticError on `email_server_id`, with cause and fix in the API's words, where a stage failed
 */
export async function testEmailServer(context: Context, typeName: string, recipients: readonly string[]) {
  const { client, config, signal, progress, warn } = context;
  const path = `${EMAIL_SERVERS}/${segment(config.email_server_id)}/test-connection?diagnostics=true`;
  progress(recipients.length > 0 ? 'Connecting, to send a test mail' : 'Connecting');
  await explained({ client, typeName, attributes: { ...attributes, recipients: RECIPIENTS }, config }, async () => {
    try {
      const { stages } = await client.ask<{ stages: readonly TestStage[] }>(path, { recipients }, signal);
      for (const stage of stages) tell(stage, progress, warn);
    } catch (error) {
      throw failureOf(error, config.email_server_id);
    }
  });
}

const RECIPIENTS = { type: ['list', 'string'], description: 'Who gets it.' } as const;

function tell(
  { stage, duration_ms: ms, seen, warnings = [] }: TestStage,
  progress: (text: string) => void,
  warn: Context['warn'],
) {
  const took = ms === undefined ? '' : ` (${Math.round(ms)} ms)`;
  progress(`${stage}: ok${took}${seen ? `, ${seen}` : ''}`);
  for (const warning of warnings) warn(`The email server works, with a warning at the stage ${stage}`, warning);
}

function failureOf(error: unknown, id: string): unknown {
  const at = ['email_server_id'];
  if (isRefused(error, 'connection_failed')) {
    return attributeError(at, 'The email server could not be used', error.message);
  }
  if (isRefused(error, 'not_found')) {
    return attributeError(at, 'There is no such email server', `None has the id ${JSON.stringify(id)}.`);
  }
  return error;
}
