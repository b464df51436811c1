import { list, set, string } from '../framework/attribute-builder.ts';
import { defineDataSource } from '../rest/definition.ts';
import { type HeaderView, headerOf } from '../rest/header.ts';
import { checkProfileLookUp, lookUpProfile, profileLookUp, SERVER_PROFILES } from '../rest/tls-profile.ts';

interface ProfileView extends HeaderView {
  readonly version: string;
  readonly protocols: readonly string[];
  readonly ciphers: readonly string[];
  readonly mutual_authentication: string;
}

const typeName = 'gatepost_tls_server_profile';

/** Managed by nobody here: gateways refer to what ships, or to what others have made. */
export const tlsServerProfile = defineDataSource({
  typeName,
  description:
    'A TLS server profile that is there already, such as the shipped `tls-server-profile-default`, by `name` and `version`, or by `id`.',
  attributes: {
    ...profileLookUp,
    title: string({ description: 'What people see.', computed: true }),
    summary: string({ description: 'What it is for.', computed: true, nullable: true }),
    protocols: set('string', { description: 'Protocols that may be used.', computed: true }),
    ciphers: list('string', { description: 'Cipher suites that may be used.', computed: true }),
    mutual_authentication: string({ description: 'Whether clients show certificates.', computed: true }),
  },
  validate: ({ config, error }) => checkProfileLookUp(config, error),
  read: async (context) => {
    const view = await lookUpProfile<ProfileView>(context, typeName, SERVER_PROFILES);
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
