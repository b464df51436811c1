import { bool, list, set, string } from '../framework/attribute-builder.ts';
import { isUnknown, known } from '../framework/value.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { fixedName, type HeaderView, headerOf, headerToWire, id, summary, title } from '../rest/header.ts';
import { segment } from '../rest/path.ts';
import { idOf, isUuid, optionalReference } from '../rest/reference.ts';
import { plannedName, restResource } from '../rest/resource.ts';
import { CLIENT_PROFILES, findProfile } from '../rest/tls-profile.ts';

/** A TLS client profile as the API answers it. */
export interface TlsClientProfileView extends HeaderView {
  readonly version: string;
  readonly protocols: readonly string[];
  readonly ciphers: readonly string[];
  readonly elliptic_curve_auto_negotiation: boolean;
  readonly elliptic_curve: string | null;
  readonly insecure_server_connections: boolean;
  readonly server_name_indication: boolean;
  readonly keystore_url: string | null;
  readonly truststore_url: string | null;
}

export function profileState(view: TlsClientProfileView) {
  return {
    ...headerOf(view),
    summary: view.summary ?? null,
    version: view.version,
    protocols: view.protocols,
    ciphers: view.ciphers,
    elliptic_curve_auto_negotiation: view.elliptic_curve_auto_negotiation,
    elliptic_curve: view.elliptic_curve,
    insecure_server_connections: view.insecure_server_connections,
    server_name_indication: view.server_name_indication,
    keystore_id: idOf(view.keystore_url),
    truststore_id: idOf(view.truststore_url),
  };
}

const OUTDATED = ['tls_v1.0', 'tls_v1.1'];

const limits = constraints.tls_client_profile;

export const tlsClientProfile = defineResource(
  restResource({
    typeName: 'gatepost_tls_client_profile',
    description:
      'How TLS is spoken to a server: protocols, ciphers, the certificate that is presented (keystore) and those that are trusted (truststore). A change of `name` or `version` replaces the profile; profiles of the same name and different versions stand side by side.',
    attributes: {
      id,
      title,
      name: fixedName,
      summary,
      version: string({
        description: 'Version of the profile, as in `1.0.0`, which is the default. A change replaces the profile.',
        optional: true,
        computed: true,
        default: '1.0.0',
        requiresReplace: true,
        constraint: limits.version,
      }),
      protocols: set('string', {
        description:
          'Protocols that may be used: `tls_v1.0`, `tls_v1.1`, `tls_v1.2`, `tls_v1.3`. Default: the last two.',
        optional: true,
        computed: true,
        unknownWhen: 'created',
        constraint: limits.protocols,
        elements: limits.protocols.elements,
      }),
      ciphers: list('string', {
        description: 'Cipher suites that may be used, such as `TLS_AES_256_GCM_SHA384`. Default: those that are safe.',
        optional: true,
        computed: true,
        unknownWhen: 'created',
        constraint: limits.ciphers,
      }),
      elliptic_curve_auto_negotiation: bool({
        description: 'Whether the elliptic curve is negotiated. Default `true`.',
        optional: true,
        computed: true,
        default: true,
      }),
      elliptic_curve: string({
        description: 'The curve to use when it is not negotiated, such as `secp256r1`.',
        optional: true,
        constraint: limits.elliptic_curve,
      }),
      insecure_server_connections: bool({
        description: 'Whether servers are connected to whose certificate can not be verified. Default `false`.',
        optional: true,
        computed: true,
        default: false,
      }),
      server_name_indication: bool({
        description: 'Whether the host name is sent in the TLS handshake (SNI). Default `true`.',
        optional: true,
        computed: true,
        default: true,
      }),
      keystore_id: optionalReference({
        description: 'Id of the keystore whose certificate is presented to the server.',
        from: 'gatepost_keystore.example.id',
      }),
      truststore_id: optionalReference({
        description: "Id of the truststore that replaces the system's trusted certificates.",
        from: 'gatepost_truststore.example.id',
      }),
    },
    collection: CLIENT_PROFILES,
    modifyPlan: ({ plan, warn }) => {
      const old = isUnknown(plan.protocols) ? [] : plan.protocols.filter((name) => OUTDATED.includes(String(name)));
      if (old.length > 0) {
        const detail = `${old.join(' and ')} can be broken (RFC 8996): use them only where a server knows nothing newer.`;
        warn('Protocols that are out of date may be spoken', detail, ['protocols']);
      }
      if (plan.insecure_server_connections !== true) return;
      const detail =
        'Whoever sits between the API and the server can read and change what is sent, passwords included.';
      warn('Certificates of servers are not verified', detail, ['insecure_server_connections']);
    },
    toWire: ({ plan, client }) => ({
      ...headerToWire(plan),
      summary: plan.summary,
      version: plan.version,
      protocols: known(plan.protocols),
      ciphers: known(plan.ciphers),
      elliptic_curve_auto_negotiation: plan.elliptic_curve_auto_negotiation,
      elliptic_curve: plan.elliptic_curve,
      insecure_server_connections: plan.insecure_server_connections,
      server_name_indication: plan.server_name_indication,
      keystore_url: plan.keystore_id && client.url(`/orgs/admin/keystores/${plan.keystore_id}`),
      truststore_url: plan.truststore_id && client.url(`/orgs/admin/truststores/${plan.truststore_id}`),
    }),
    fromWire: profileState,
    locate: async ({ client, signal }, importId) => {
      const [name = '', version] = importId.split(':');
      const view = isUuid(importId)
        ? await client.find<TlsClientProfileView>(`${CLIENT_PROFILES}/${importId}`, signal)
        : await findProfile<TlsClientProfileView>(client, signal, CLIENT_PROFILES, name, version);
      return view && profileState(view);
    },
    findExisting: async ({ client, plan, signal }, error) => {
      const path = `${CLIENT_PROFILES}/${segment(plannedName(plan, error))}/${segment(plan.version)}`;
      return (await client.find<TlsClientProfileView>(path, signal))?.id;
    },
  }),
);
