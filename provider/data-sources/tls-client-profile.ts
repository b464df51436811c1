import { bool, list, set, string } from '../framework/attribute-builder.ts';
import { profileState, type TlsClientProfileView } from '../resources/tls-client-profile.ts';
import { defineDataSource } from '../rest/definition.ts';
import { CLIENT_PROFILES, checkProfileLookUp, lookUpProfile, profileLookUp } from '../rest/tls-profile.ts';

const typeName = 'gatepost_tls_client_profile';

export const tlsClientProfile = defineDataSource({
  typeName,
  description:
    'A TLS client profile that is there already, such as the shipped `tls-client-profile-default`, by `name` and `version`, or by `id`.',
  attributes: {
    ...profileLookUp,
    title: string({ description: 'What people see.', computed: true }),
    summary: string({ description: 'What it is for.', computed: true, nullable: true }),
    protocols: set('string', { description: 'Protocols that may be used.', computed: true }),
    ciphers: list('string', { description: 'Cipher suites that may be used.', computed: true }),
    elliptic_curve_auto_negotiation: bool({ description: 'Whether the curve is negotiated.', computed: true }),
    elliptic_curve: string({ description: 'The curve, when it is not negotiated.', computed: true, nullable: true }),
    insecure_server_connections: bool({ description: 'Whether unverified servers are accepted.', computed: true }),
    server_name_indication: bool({ description: 'Whether the host name is sent (SNI).', computed: true }),
    keystore_id: string({ description: 'Id of its keystore.', computed: true, nullable: true }),
    truststore_id: string({ description: 'Id of its truststore.', computed: true, nullable: true }),
  },
  validate: ({ config, error }) => checkProfileLookUp(config, error),
  read: async (context) => profileState(await lookUpProfile<TlsClientProfileView>(context, typeName, CLIENT_PROFILES)),
});
