import { ApiError } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import { bool, list, listOf, string } from '../framework/attribute-builder.ts';
import type { CallContext } from '../framework/context.ts';
import { defineDataSource } from '../rest/definition.ts';
import type { TestStage } from '../rest/email-server-stage.ts';
import { EMAIL_SERVERS } from '../rest/email-server-view.ts';
import { segment } from '../rest/path.ts';
import { requiredReference } from '../rest/reference.ts';

interface Probe {
  readonly ok: boolean;
  readonly stages: readonly TestStage[];
}

const told = (description: string) => string({ description, computed: true, nullable: true });

export const emailServerProbe = defineDataSource({
  typeName: 'gatepost_email_server_probe',
  description:
    'Tries an email server at every plan, from the API: name, connection, greeting, TLS and sign-in, one stage after the other; no mail is sent. A server that does not work is no error: `ok` is false then, for a `check` block or a postcondition to judge. Declare it beside the `check` block: what stands within one, Terraform plans to read again each time.',
  attributes: {
    email_server_id: requiredReference({
      description: 'Id of the email server.',
      from: 'gatepost_email_server.example.id',
    }),
    ok: bool({ description: 'Whether every stage passed.', computed: true }),
    failed_stage: told('The stage that did not pass, such as `tls`; null: all passed, or the API did not try.'),
    cause: told('Why it did not, as far as the API can tell.'),
    fix: told('What most likely mends it.'),
    certificate_not_after: told("When the server's own certificate ends, where it showed one."),
    stages: listOf(
      {
        stage: string({ description: 'Name of the stage.', computed: true }),
        ok: bool({ description: 'Whether it passed.', computed: true }),
        seen: told('What the server showed or said.'),
        cause: told('Why it did not pass.'),
        fix: told('What most likely mends it.'),
        warnings: list('string', { description: 'What works, and may not for long.', computed: true }),
      },
      {
        description:
          'What was tried, in this order. Whoever may not manage email servers is told the stages and whether they passed.',
        computed: true,
      },
    ),
  },
  read: async (context) => {
    const { client, config, signal, warn } = context;
    try {
      const { ok, stages } = await probe({ client, signal, warn }, config.email_server_id);
      return { ok, stages: stages.map(stageState), ...failureOf(stages), certificate_not_after: endOf(stages) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      warn('The email server was not tried', error.message, ['email_server_id']);
      const nothing = { failed_stage: null, fix: null, certificate_not_after: null, stages: [] };
      return { ok: false, cause: error.refusal.message, ...nothing };
    }
  },
});

/** A server that does not work comes as a refusal which tells the stages too. */
async function probe({ client, signal }: CallContext<Client>, id: string): Promise<Probe> {
  try {
    return await client.ask<Probe>(`${EMAIL_SERVERS}/${segment(id)}/test-connection?diagnostics=true`, {}, signal);
  } catch (error) {
    const stages = error instanceof ApiError ? error.refusal.body?.stages : undefined;
    if (Array.isArray(stages)) return { ok: false, stages };
    throw error;
  }
}

const stageState = ({ stage, ok, seen, cause, fix, warnings = [] }: TestStage) => ({
  stage,
  ok,
  seen: seen ?? null,
  cause: cause ?? null,
  fix: fix ?? null,
  warnings,
});

function failureOf(stages: readonly TestStage[]) {
  const failed = stages.find(({ ok }) => !ok);
  return { failed_stage: failed?.stage ?? null, cause: failed?.cause ?? null, fix: failed?.fix ?? null };
}

const endOf = (stages: readonly TestStage[]): string | null =>
  stages.flatMap(({ details }) => details?.certificates ?? [])[0]?.not_after ?? null;
