import { isIP } from 'node:net';
import { z } from 'zod';
import { demand, mayAny } from '../../access/caller.ts';
import type { Permission } from '../../access/permission.ts';
import { perCaller } from '../../access/rate-limit.ts';
import type { Context, Scope } from '../../context.ts';
import type { Change } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { locateItem } from '../../crud/locate.ts';
import { createSchema, isObject, parse, parseBody } from '../../crud/parse.ts';
import { newRow } from '../../crud/store.ts';
import { assign } from '../../crud/write.ts';
import { databaseNow } from '../../database/clock.ts';
import { ApiError, type AuditSubject, under, violation } from '../../errors.ts';
import type { Answer, Call, Documentation, Route } from '../../http/route.ts';
import { scopeOf } from '../../http/unit-of-work.ts';
import { mailServerTestConnection } from '../../mail/content/templates/mail-server-test-connection.ts';
import type { MailTemplate } from '../../mail/content/templates/mail-template.ts';
import { type ProbeResult, type ProbeStage, probe } from '../../mail/probe/probe.ts';
import type { SmtpServer } from '../../mail/server/smtp-server-settings.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';
import { emailServer } from './email-server.ts';
import { passedOrNot, stageAlone, testResult } from './email-server-test-result.ts';
import { passingTokensOf } from './email-server-tokens.ts';
import { dkimKeyOf, senderOf, smtpServerOf } from './mail-route.ts';
import { templateFor } from './text-look-up.ts';

const [PATH] = emailServer.paths;
const MANAGE: readonly Permission[] = ['org/settings:manage'];
const common = {
  method: 'post',
  audit: { type: emailServer.type },
  count: perCaller('connection-test'),
} as const;
const MAX_RECIPIENTS = 10;

const recipients = z
  .array(field.email(), 'must be a list of e-mail addresses')
  .max(MAX_RECIPIENTS, `must name at most ${MAX_RECIPIENTS} addresses`)
  .optional()
  .describe('Who gets the test mail; nobody: the test ends after the login.');

const savedTest = z.strictObject({ recipients }).meta({ id: 'SavedMailServerTest' });
const unsavedTest = z
  .strictObject({ mail_server: field.map(z.looseObject({}, 'must be a mail server')), recipients })
  .meta({ id: 'MailServerTest' });

function documentation(summary: string, body: z.ZodType): Documentation {
  return {
    summary,
    isOwn: true,
    body,
    answer: testResult,
    statuses: [200, 204],
    query: { diagnostics: '`true` answers what was seen at each stage.' },
  };
}

/** Talking to an SMTP server takes a while, so it happens outside of any transaction. */
export const testConnectionRoutes: Route[] = [
  {
    ...common,
    path: `${PATH}/test-connection`,
    access: MANAGE,
    doc: documentation('Tries a mail server that is not saved.', unsavedTest),
    check: checkUnsaved,
    runUnscoped: (context, caller, call, checked) => test(scopeOf(context, caller), call, checked as Checked),
  },
  {
    ...common,
    path: `${PATH}/{item}/test-connection`,
    access: ['org/settings:view', ...MANAGE],
    doc: documentation(
      'Tries a saved mail server. Whoever may only view it learns whether it works, and sends no mail.',
      savedTest,
    ),
    check: checkSaved,
    runUnscoped: (context, caller, call, checked) => test(scopeOf(context, caller), call, checked as Checked),
  },
];

/** The server to be tried, and who gets the mail. */
interface Checked {
  server: SmtpServer;
  recipients: string[];
}

async function checkUnsaved(context: Context, caller: Scope['caller'], call: Call): Promise<Checked> {
  const scope = scopeOf(context, caller);
  const body = parse('MailServerTest', unsavedTest, call.body);
  const server = await readUnsaved(scope, call, body.mail_server);
  return { server, recipients: body.recipients ?? [] };
}

async function checkSaved(context: Context, caller: Scope['caller'], call: Call): Promise<Checked> {
  const scope = scopeOf(context, caller);
  const body = parse('MailServerTest', savedTest, isObject(call.body) ? call.body : {});
  if (body.recipients?.length) demand(caller, MANAGE, { ...scope, orgId: call.orgId });
  const row = await context.database.transaction((manager) =>
    locateItem({ ...scope, manager }, emailServer, PATH, call.params),
  );
  const server = await smtpServerOf(scope, row, await findCloudSetting(scope.manager));
  return { server, recipients: body.recipients ?? [] };
}

/** Runs what was sent through the rules of a mail server, without keeping it. */
async function readUnsaved(scope: Scope, call: Call, sent: object): Promise<SmtpServer> {
  if (call.orgId !== scope.adminOrgId)
    throw violation('', 'A mail server belongs to the organization admin; test it there.');
  const row = await under('/mail_server', () => rowOf(scope, { title: 'unsaved', ...sent }));
  const server = await smtpServerOf(scope, row, await findCloudSetting(scope.manager));
  return { ...server, id: null, name: 'unsaved', access_tokens: passingTokensOf(scope, row) };
}

async function rowOf(scope: Scope, sent: object): Promise<EmailServerRow> {
  const input = parseBody(emailServer, createSchema(emailServer), sent);
  const row = newRow(scope, emailServer, {}, input);
  const change: Change<EmailServerRow, typeof input> = { row, before: null, input };
  await assign(scope, emailServer, change);
  await emailServer.check?.(scope, change);
  return row;
}

async function test(scope: Scope, call: Call, { server, recipients: to }: Checked): Promise<Answer> {
  const settings = await findCloudSetting(scope.manager);
  const sender = senderOf(settings);
  const dkim = await dkimKeyOf(scope, settings);
  const template = await testText(scope);
  const now = await databaseNow(scope.manager);
  const isTold = mayAny(scope.caller, MANAGE, { ...scope, orgId: call.orgId });
  const onStage = (stage: ProbeStage) => call.onProgress?.(isTold ? stage : stageAlone(stage));
  const result = await probe(server, { recipients: to, sender, dkim, template, log: scope.log, now, onStage });
  const shown = call.query.diagnostics === 'true' ? (isTold ? result : passedOrNot(result)) : null;
  const about = subjectOf(server);
  if (result.ok) return shown ? { status: 200, body: shown, about } : { status: 204, about };
  throw new ApiError('connection_failed', failureOf(result, isTold), {
    about,
    ...(shown && { extra: { stages: shown.stages } }),
  });
}

/** As the cloud words it. */
function testText({ manager, adminOrgId }: Scope): Promise<MailTemplate> {
  const mail = { template: mailServerTestConnection.name, org_id: adminOrgId, catalog_id: null, language: null };
  return templateFor(manager, adminOrgId, mail);
}

/** Where a connection went is what counts afterwards: who tests from here can look at what they cannot reach themselves. */
function subjectOf({ id, host, port }: SmtpServer): AuditSubject {
  const place = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return { object_type: emailServer.type, object_id: id, object_name: place };
}

function failureOf(result: ProbeResult, isTold: boolean): string {
  const failed = result.stages.find(({ ok }) => !ok);
  const words = isTold ? [failed?.cause ?? failed?.seen, failed?.fix] : [];
  return [`The email server could not be used; it failed at the stage ${failed?.stage}.`, ...words]
    .filter(Boolean)
    .join(' ');
}
