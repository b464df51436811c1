import type { Client } from '../client/client.ts';
import { list, set, string } from '../framework/attribute-builder.ts';
import { plainError } from '../framework/diagnostic.ts';
import { defineDataSource } from '../rest/definition.ts';
import { type HeaderView, headerOf } from '../rest/header.ts';
import { checkLookUp, lookUp, lookUpId } from '../rest/look-up.ts';
import { segment } from '../rest/path.ts';

interface ProfileView extends HeaderView {
  readonly version: string;
  readonly protocols: readonly string[];
  readonly ciphers: readonly string[];
  readonly mutual_authentication: string;
}

const PROFILES = '/orgs/admin/tls-server-profiles';
const typeName = 'gatepost_tls_server_profile';

/** Managed by nobody here: gateways refer to what ships, or to what others have made. */
export const tlsServerProfile = defineDataSource({
  typeName,
  description:
    'A TLS server profile that is there already, such as the shipped `tls-server-profile-default`, by `name` and `version`, or by `id`.',
  attributes: {
    id: lookUpId,
    name: string({ description: 'Name to find it by, together with `version`.', optional: true, computed: true }),
    version: string({
      description: 'Version of the profile of this name; may be left out while there is only one.',
      optional: true,
      computed: true,
    }),
    title: string({ description: 'What people see.', computed: true }),
    summary: string({ description: 'What it is for.', computed: true, nullable: true }),
    protocols: set('string', { description: 'Protocols that may be used.', computed: true }),
    ciphers: list('string', { description: 'Cipher suites that may be used.', computed: true }),
    mutual_authentication: string({ description: 'Whether clients show certificates.', computed: true }),
  },
  validate: ({ config, error }) => checkLookUp('name', config, error),
  read: async (context) => {
    const { client, config, signal } = context;
    const { id, name, version } = config;
    const view = await lookUp(context, typeName, 'name', () =>
      id === null
        ? findNamed(client, signal, segment(name), version)
        : client.find<ProfileView>(`${PROFILES}/${segment(id)}`, signal),
    );
    const { protocols, ciphers, mutual_authentication } = view;
    return {
      ...headerOf(view),
      version: view.version,
      summary: view.summary ?? null,
      protocols,
      ciphers,
      mutual_authentication,
    };
  },
});

/** @throws DiagnosticError where there are several versions and none is named */
async function findNamed(client: Client, signal: AbortSignal, name: string, version: string | null) {
  if (version !== null) return client.find<ProfileView>(`${PROFILES}/${name}/${segment(version)}`, signal);
  const { results } = await client.get<{ results: ProfileView[] }>(`${PROFILES}/${name}`, signal);
  if (results.length < 2) return results[0] ?? null;
  throw plainError(
    `${name} has several versions`,
    `Say which one of ${results.map((each) => each.version).join(', ')}.`,
  );
}
