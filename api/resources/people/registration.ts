import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { demandHolds } from '../../access/giving.ts';
import { KNOWN_SCOPES, permissionsOfScope, permissionsOfScopes } from '../../access/scope.ts';
import { endSessionsBy } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import { type Change, type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { isWanted } from '../../crud/view.ts';
import { violation } from '../../errors.ts';
import { type RegistrationRow, registrationTable } from '../../tables/registration.ts';
import {
  clientSecretFingerprint,
  isClientSecretUnreadable,
  newClientSecret,
  readableClientSecret,
  sealClientSecret,
} from './client-secret.ts';

/** The registration that command-line clients name. It comes with every cloud. */
export const TOOLKIT = 'toolkit';

const fields = {
  client_id: field.line(255).describe('What the client calls itself; made up when absent. It never changes.'),
  client_secret: field.line(1024).describe('Made up when absent; shown once, in the answer to the creation.'),
  client_type: field.line(255),
  scopes: z
    .array(z.string('must be a scope').max(64), 'must be a list of scopes, such as cloud/manage')
    .max(field.MAX_REFERENCES, `must name at most ${field.MAX_REFERENCES}`)
    .describe('What the client may do by itself (client_credentials); without scopes it cannot sign in by itself.'),
  state: z
    .enum(['enabled', 'disabled'], 'must be enabled or disabled')
    .describe('A disabled client and the tokens it holds are refused at once.'),
};

type RegistrationChange = Change<RegistrationRow, Partial<z.infer<z.ZodObject<typeof fields>>>>;

export const registration: Definition<RegistrationRow, typeof fields> = defineResource({
  type: 'registration',
  schema: 'Registration',
  terraform: 'registration',
  table: registrationTable,
  paths: ['/cloud/registrations'],
  methods: ['list', 'get', 'update', 'delete', 'clear'],
  secretFields: ['client_secret'],
  permissions: { read: ['cloud/view'], write: ['cloud/manage'] },
  fields,
  fixed: ['client_id'],
  ignored: ['client_secret_fingerprint', 'unreadable'],
  async assign(scope, change) {
    const { row, before, input } = change;
    if (!before) await identify(scope, row);
    row.client_secret =
      keptSecret(scope, change) ?? sealClientSecret(scope, row.id, input.client_secret ?? newClientSecret());
    if (input.scopes) row.scopes = readScopes(input.scopes);
  },
  check(scope, change) {
    demandToolkitAsItIs(change);
    if (isOtherAccess(change)) demandScopes(scope, [...(change.before?.scopes ?? []), ...change.row.scopes]);
  },
  async after(scope, { row, before }) {
    // What was opened with the old secret is as good as the old secret.
    const isRenewed = before && !before.client_secret.equals(row.client_secret);
    if (isRenewed) await endSessionsBy(scope.manager, row.id, scope.caller.sessionId);
  },
  demandDelete: (scope, row) => demandScopes(scope, row.scopes),
  isBuiltIn: (row) => row.name === TOOLKIT,
  view: {
    client_id: z.string(),
    client_type: z.string(),
    scopes: z.array(z.string()),
    state: fields.state,
    client_secret: z.string().optional().describe('In the answer to the creation only.'),
    client_secret_fingerprint: field.own(
      z.string().nullable().describe('Null also for who may not change the registration.'),
    ),
    unreadable: field.shown.unreadable(),
  },
  present: (row, { scope, fields: asked }) => ({
    client_id: row.client_id,
    client_type: row.client_type,
    scopes: row.scopes,
    state: row.state,
    ...(isWanted(asked, 'client_secret_fingerprint') && {
      client_secret_fingerprint: clientSecretFingerprint(scope, row),
    }),
    ...(isWanted(asked, 'unreadable') && { unreadable: isClientSecretUnreadable(scope, row) }),
  }),
});

async function identify(scope: Scope, row: RegistrationRow): Promise<void> {
  row.client_id ??= row.id;
  const taken = await scope.manager.getRepository(registrationTable).existsBy({ client_id: row.client_id });
  if (taken) throw violation('/client_id', 'is the client id of another registration', 'name_taken');
}

/** Kept as they were sent. @throws a violation at the first that is none */
function readScopes(sent: readonly string[]): string[] {
  const stranger = sent.findIndex((scope) => permissionsOfScope(scope) === undefined);
  if (stranger >= 0) throw violation(`/scopes/${stranger}`, `must be one of ${KNOWN_SCOPES.join(', ')}`);
  return [...new Set(sent)];
}

/** Its secret is widely known, so that scopes of its own would open the cloud to everybody. */
function demandToolkitAsItIs({ row, before }: RegistrationChange): void {
  if (before?.name !== TOOLKIT) return;
  if (row.name !== TOOLKIT) throw violation('/name', 'cannot be changed: command-line clients find it by this name');
  if (row.scopes.length > 0) throw violation('/scopes', 'must stay empty: the secret of the toolkit is widely known');
}

/** Whether a change is one of what the client may do or how it signs in; that a secret is the same tells it, too. */
function isOtherAccess({ row, before, input }: RegistrationChange): boolean {
  if (!before || input.client_secret !== undefined || row.state !== before.state) return true;
  return !isDeepStrictEqual(row.scopes, before.scopes);
}

/** A client holds its scopes in the organization `admin`. */
function demandScopes({ caller, adminOrgId }: Scope, scopes: readonly string[]): void {
  demandHolds(caller, { orgId: adminOrgId, adminOrgId }, permissionsOfScopes(scopes));
}

/** What is stored already: without a new secret, and when the same one is sent again. */
function keptSecret(scope: Scope, { before, input }: RegistrationChange): Buffer | null {
  if (!before) return null;
  const isSame = input.client_secret === undefined || input.client_secret === readableClientSecret(scope, before);
  return isSame ? before.client_secret : null;
}
