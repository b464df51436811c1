import { DEFAULT_SETTINGS } from '../client/settings.ts';
import { string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import {
  type CertificateFacts,
  certificateAttributes,
  certificatesIn,
  factsOf,
  firstToEnd,
  toldFacts,
  warnOfEnd,
} from '../rest/certificate.ts';
import { defineResource } from '../rest/definition.ts';
import { type HeaderView, headerOf, headerToWire, id, name, summary, title } from '../rest/header.ts';
import { certificatesFault, isSamePem } from '../rest/pem.ts';
import { isSameArchive, pkcs12Fault } from '../rest/pkcs12.ts';
import { restResource } from '../rest/resource.ts';
import { checkSecret, secretAttributes, secretOf } from '../rest/secret.ts';

interface TruststoreView extends HeaderView {
  /** PEM: as it was sent, or made of PKCS#12. */
  readonly truststore: string;
  readonly certificates: readonly CertificateFacts[];
}

/** In the words of the API where our own reading fails. */
function factsOfFirst({ truststore, certificates }: TruststoreView): Partial<CertificateFacts> {
  const first = firstToEnd(certificatesIn(truststore) ?? []);
  if (first) return factsOf(first);
  const [told] = certificates.toSorted((a, b) => Date.parse(a.not_after) - Date.parse(b.not_after));
  return toldFacts(told);
}

const PASSWORD = 'password';
const limits = constraints.truststore;

export const truststore = defineResource(
  restResource({
    typeName: 'gatepost_truststore',
    description:
      'Certificates that a TLS client profile trusts: PEM, or a PKCS#12 archive. An email server whose profile has a truststore trusts only it. A change of the certificates is made in place and reaches everybody who uses the truststore at once.',
    attributes: {
      id,
      title,
      name,
      summary,
      ca_cert_pem: string({
        description: 'The trusted certificates, PEM, one after the other. Of `pkcs12` it is what the archive holds.',
        optional: true,
        computed: true,
        unknownWhen: ['pkcs12'],
        validate: certificatesFault,
        sameMeaning: isSamePem,
      }),
      pkcs12: string({
        description:
          'The trusted certificates as a PKCS#12 archive in base64, as `filebase64("trust.p12")` gives it. It stands in the state, so it may hold no private key.',
        optional: true,
        constraint: limits.truststore,
        validate: pkcs12Fault,
        sameMeaning: isSameArchive,
      }),
      ...certificateAttributes('of the certificate that ends first', ['ca_cert_pem', 'pkcs12']),
      ...secretAttributes(PASSWORD, 'Opens the PKCS#12 archive.', limits.password),
    },
    collection: '/orgs/admin/truststores',
    validate: ({ config, error }) => {
      checkSecret(PASSWORD, config, error);
      if (typeof config.ca_cert_pem === 'string' && typeof config.pkcs12 === 'string') {
        error(['pkcs12'], 'A truststore is given twice', 'Set either `ca_cert_pem` or `pkcs12`, not both.');
      }
      if (config.ca_cert_pem === null && config.pkcs12 === null) {
        error(['ca_cert_pem'], 'A truststore without certificates', 'Set `ca_cert_pem` or `pkcs12`.');
      }
    },
    modifyPlan: ({ plan, set, warn, client = { settings: DEFAULT_SETTINGS } }) => {
      const first =
        typeof plan.ca_cert_pem === 'string' ? firstToEnd(certificatesIn(plan.ca_cert_pem) ?? []) : undefined;
      if (first) set(factsOf(first));
      warnOfEnd(plan.ca_cert_pem, client.settings.expiryWarningDays, warn, 'ca_cert_pem');
    },
    toWire: ({ plan, config, changed }) => ({
      ...headerToWire(plan),
      summary: plan.summary,
      ...(changed('ca_cert_pem', 'pkcs12', PASSWORD, `${PASSWORD}_wo_version`) && {
        truststore: config.pkcs12 ?? config.ca_cert_pem,
        ...(config.pkcs12 !== null && { password: secretOf(PASSWORD, config) }),
      }),
    }),
    fromWire: (view: TruststoreView) => ({
      ...headerOf(view),
      summary: view.summary ?? null,
      ca_cert_pem: view.truststore,
      ...factsOfFirst(view),
    }),
    pointers: {
      '/truststore': ({ message }, config) => {
        if (config.pkcs12 === null) return ['ca_cert_pem'];
        if (!message.includes('password')) return ['pkcs12'];
        return [config.password_wo === null ? PASSWORD : `${PASSWORD}_wo`];
      },
    },
  }),
);
