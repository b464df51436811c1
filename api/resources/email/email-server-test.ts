import { isIP } from 'node:net';
import { z } from 'zod';
import { perCaller } from '../../access/rate-limit.ts';
import type { Context, Scope } from '../../context.ts';
import type { Change } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { locateItem } from '../../crud/locate.ts';
import { createSchema, isObject, parse, parseBody } from '../../crud/parse.ts';
import { newRow } from '../../crud/store.ts';
import { assign } from '../../crud/write.ts';
import { ApiError, type AuditSubject, under, violation } from '../../errors.ts';
import type { Answer, Call, Documentation, Route } from '../../http/route.ts';
import { scopeOf } from '../../http/unit-of-work.ts';
import { type ProbeResult, probe } from '../../mail/probe.ts';
import type { SmtpServer } from '../../mail/smtp-server-settings.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';
import { emailServer } from './email-server.ts';
import { senderOf, smtpServerOf } from './mail-route.ts';

const [PATH] = emailServer.paths;
const common = {
  method: 'post',
  access: ['org/settings:manage'],
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

const stage = z
  .strictObject({
    stage: z.string(),
    ok: z.boolean(),
    duration_ms: z.number(),
    seen: z.string(),
    cause: z.string().optional(),
    fix: z.string().optional(),
  })
  .meta({ id: 'MailServerTestStage' });
const testResult = z.strictObject({ ok: z.boolean(), stages: z.array(stage) }).meta({ id: 'MailServerTestResult' });

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
    doc: documentation('Tries a mail server that is not saved.', unsavedTest),
    check: checkUnsaved,
    runUnscoped: (context, caller, call, checked) => test(scopeOf(context, caller), call, checked as Checked),
  },
  {
    ...common,
    path: `${PATH}/{item}/test-connection`,
    doc: documentation('Tries a saved mail server.', savedTest),
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
  return { ...(await smtpServerOf(scope, row, await findCloudSetting(scope.manager))), id: null, name: 'unsaved' };
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
  const sender = senderOf(await findCloudSetting(scope.manager));
  const result = await probe(server, { recipients: to, sender, log: scope.log });
  const isDetailed = call.query.diagnostics === 'true';
  const about = subjectOf(server);
  if (!result.ok) throw failureOf(result, about, isDetailed);
  return isDetailed ? { status: 200, body: result, about } : { status: 204, about };
}

/** Where a connection went is what counts afterwards: who tests from here can look at what they cannot reach themselves. */
function subjectOf({ id, host, port }: SmtpServer): AuditSubject {
  const place = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return { object_type: emailServer.type, object_id: id, object_name: place };
}

function failureOf(result: ProbeResult, about: AuditSubject, isDetailed: boolean): ApiError {
  const failed = result.stages.find(({ ok }) => !ok);
  const words = [failed?.cause ?? failed?.seen, failed?.fix].filter(Boolean).join(' ');
  const message = `The email server could not be used; it failed at the stage ${failed?.stage}. ${words}`;
  return new ApiError('connection_failed', message, {
    about,
    ...(isDetailed && { extra: { stages: result.stages } }),
  });
}
