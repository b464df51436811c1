import { string } from '../framework/attribute-builder.ts';
import { defineResource } from '../rest/definition.ts';
import { type HeaderView, headerOf, headerToWire, id, name, summary, title } from '../rest/header.ts';
import { certificatesFault, isSamePem } from '../rest/pem.ts';
import { restResource } from '../rest/resource.ts';
import { checkSecret, isConfigured, newSecret, secretAttributes, secretMissing, secretOf } from '../rest/secret.ts';

interface KeystoreView extends HeaderView {
  readonly certificates: readonly { readonly pem: string }[];
}

const KEY = 'private_key_pem';

export const keystore = defineResource(
  restResource({
    typeName: 'gatepost_keystore',
    description:
      'A certificate with its private key, which a TLS client profile presents. A change of them is made in place and reaches everybody who uses the keystore at once.',
    attributes: {
      id,
      title,
      name,
      summary,
      cert_pem: string({
        description: 'The certificate and its chain, PEM. The private key is sent again with every change of it.',
        required: true,
        validate: certificatesFault,
        sameMeaning: isSamePem,
      }),
      ...secretAttributes(KEY, 'The private key of the certificate, PEM, unencrypted.'),
    },
    collection: '/orgs/admin/keystores',
    validate: ({ config, error }) => checkSecret(KEY, config, error),
    modifyPlan: ({ config, prior }) => {
      if (!prior && !isConfigured(KEY, config)) throw secretMissing(KEY);
    },
    toWire: ({ plan, config, changed }) => ({
      ...headerToWire(plan),
      summary: plan.summary,
      ...((newSecret(KEY, { config, changed }) !== undefined || changed('cert_pem')) && {
        keystore: joinPem(plan.cert_pem, secretOf(KEY, config)),
      }),
    }),
    fromWire: (view: KeystoreView) => ({
      ...headerOf(view),
      summary: view.summary ?? null,
      cert_pem: `${view.certificates.map(({ pem }) => pem).join('\n')}\n`,
    }),
    pointers: {
      '/keystore': ({ message }, config) => {
        if (!message.includes('private key')) return ['cert_pem'];
        return [config.private_key_pem === null ? `${KEY}_wo` : KEY];
      },
    },
  }),
);

/** The wire takes both in one text. */
function joinPem(certificates: string, key: string | null): string {
  if (key === null) throw secretMissing(KEY);
  return `${certificates.trimEnd()}\n${key.trim()}\n`;
}
