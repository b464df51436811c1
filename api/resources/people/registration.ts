import { z } from 'zod';
import { PERMISSIONS, type Permission } from '../../access/permission.ts';
import type { Scope } from '../../context.ts';
import { type Change, type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { violation } from '../../errors.ts';
import { type RegistrationRow, registrationTable } from '../../tables/registration.ts';
import { clientSecretOf, newClientSecret, sealClientSecret } from './client-secret.ts';

/** The registration that command-line clients name. It comes with every cloud. */
export const TOOLKIT = 'toolkit';

const fields = {
  client_id: field.line(255).describe('What the client calls itself; made up when absent. It never changes.'),
  client_secret: field.line(1024).describe('Made up when absent; shown once, in the answer to the creation.'),
  client_type: field.line(255),
  scopes: z
    .array(z.string('must be a permission').max(64), 'must be a list of permissions, such as cloud/manage')
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
  terraform: { none: 'Its secret is shown once and would have to live in the state; scripts create API clients.' },
  table: registrationTable,
  paths: ['/cloud/registrations'],
  methods: ['list', 'get', 'update', 'delete', 'clear'],
  secretFields: ['client_secret'],
  permissions: { read: ['cloud/view'], write: ['cloud/manage'] },
  fields,
  fixed: ['client_id'],
  async assign(scope, change) {
    const { row, before, input } = change;
    if (!before) await identify(scope, row);
    row.client_secret =
      keptSecret(scope, change) ?? sealClientSecret(scope, row.id, input.client_secret ?? newClientSecret());
    if (input.scopes) row.scopes = [...new Set(input.scopes.map(permissionOf))];
  },
  check: (_scope, change) => demandToolkitAsItIs(change),
  isBuiltIn: (row) => row.name === TOOLKIT,
  view: {
    client_id: z.string(),
    client_type: z.string(),
    scopes: z.array(z.enum(PERMISSIONS)),
    state: fields.state,
    client_secret: z.string().optional().describe('In the answer to the creation only.'),
  },
  present: ({ client_id, client_type, scopes, state }) => ({ client_id, client_type, scopes, state }),
});

async function identify(scope: Scope, row: RegistrationRow): Promise<void> {
  row.client_id ??= row.id;
  const taken = await scope.manager.getRepository(registrationTable).existsBy({ client_id: row.client_id });
  if (taken) throw violation('/client_id', 'is the client id of another registration', 'name_taken');
}

/** Scopes are written like permissions; `cloud:manage`, as API Connect writes them in its tokens, is read too. */
function permissionOf(sent: string, index: number): Permission {
  const written = sent.replace(/^(cloud|org):/, '$1/');
  const permission = PERMISSIONS.find((each) => each === written);
  if (permission) return permission;
  throw violation(`/scopes/${index}`, `must be a permission, one of ${PERMISSIONS.join(', ')}`);
}

/** Its secret is widely known, so that scopes of its own would open the cloud to everybody. */
function demandToolkitAsItIs({ row, before }: RegistrationChange): void {
  if (before?.name !== TOOLKIT) return;
  if (row.name !== TOOLKIT) throw violation('/name', 'cannot be changed: command-line clients find it by this name');
  if (row.scopes.length > 0) throw violation('/scopes', 'must stay empty: the secret of the toolkit is widely known');
}

/** What is stored already: without a new secret, and when the same one is sent again. */
function keptSecret(scope: Scope, { before, input }: RegistrationChange): Buffer | null {
  if (!before) return null;
  const isSame = input.client_secret === undefined || input.client_secret === clientSecretOf(scope, before);
  return isSame ? before.client_secret : null;
}
