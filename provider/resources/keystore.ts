import { DEFAULT_SETTINGS } from '../client/settings.ts';
import { string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { certificateAttributes, certificatesIn, factsOf, ownOf, warnOfEnd } from '../rest/certificate.ts';
import { defineResource } from '../rest/definition.ts';
import { headerOf, headerToWire, id, name, summary, title } from '../rest/header.ts';
import { driftedSecrets } from '../rest/kept-secret.ts';
import {
  ARCHIVE,
  archiveFingerprint,
  contentOf,
  factsOfOwn,
  KEY,
  KEY_PASSWORD,
  type KeystoreView,
  kept,
  keyParts,
  PASSWORD,
  passwordOf,
} from '../rest/keystore-content.ts';
import { certificatesFault, isSamePem } from '../rest/pem.ts';
import { pkcs12Fault } from '../rest/pkcs12.ts';
import { checkKey } from '../rest/private-key.ts';
import { restResource } from '../rest/resource.ts';
import { checkSecret, isConfigured, newSecret, secretAttributes, secretMissing } from '../rest/secret.ts';

const limits = constraints.keystore;

export const keystore = defineResource(
  restResource({
    typeName: 'gatepost_keystore',
    description:
      'A certificate with its private key, which a TLS client profile presents: two PEM texts, or one PKCS#12 archive. A change of them is made in place and reaches everybody who uses the keystore at once.',
    attributes: {
      id,
      title,
      name,
      summary,
      cert_pem: string({
        description:
          'The certificate and its chain, PEM; goes with the private key, which is sent again with every change of it. Of `pkcs12` it is what the archive holds.',
        optional: true,
        computed: true,
        unknownWhen: [ARCHIVE, `${ARCHIVE}_wo_version`],
        validate: certificatesFault,
        sameMeaning: isSamePem,
      }),
      ...certificateAttributes('of the certificate itself, whatever chain stands beside it', [
        'cert_pem',
        ARCHIVE,
        `${ARCHIVE}_wo_version`,
      ]),
      ...secretAttributes(
        KEY,
        'The private key of the certificate, PEM; `private_key_password` opens an encrypted one. That the two belong together is checked by the plan where both are known.',
      ),
      ...secretAttributes(KEY_PASSWORD, 'Opens an encrypted private key.', limits.password),
      ...secretAttributes(
        ARCHIVE,
        'Certificate, chain and private key as one PKCS#12 archive in base64, as `filebase64("client.p12")` gives it.',
        limits.keystore,
        pkcs12Fault,
      ),
      ...secretAttributes(PASSWORD, 'Opens the PKCS#12 archive.', limits.password),
      drifted_secrets: driftedSecrets,
    },
    collection: '/orgs/admin/keystores',
    validate: ({ config, error }) => {
      for (const secret of [KEY, ARCHIVE, KEY_PASSWORD, PASSWORD]) checkSecret(secret, config, error);
      const hasArchive = isConfigured(ARCHIVE, config);
      if (hasArchive && typeof config.cert_pem === 'string') {
        error(['cert_pem'], 'A keystore is given twice', 'Set either `cert_pem` with its key or `pkcs12`, not both.');
      }
      if (!hasArchive && config.cert_pem === null) {
        error(['cert_pem'], 'A keystore without content', 'Set `cert_pem` with its private key, or `pkcs12`.');
      }
    },
    modifyPlan: ({ config, prior, plan, set, warn, client = { settings: DEFAULT_SETTINGS } }) => {
      if (!prior && !isConfigured(ARCHIVE, config) && !isConfigured(KEY, config)) throw secretMissing(KEY);
      checkKey(keyParts(config));
      const own = ownOf((typeof plan.cert_pem === 'string' && certificatesIn(plan.cert_pem)) || []);
      if (own && isConfigured('cert_pem', config)) set(factsOf(own));
      warnOfEnd(plan.cert_pem, client.settings.expiryWarningDays, warn, 'cert_pem');
    },
    toWire: ({ plan, config, changed }) => {
      const change = { config, changed };
      const secrets = ([KEY, ARCHIVE, KEY_PASSWORD, PASSWORD] as const).map((name) => newSecret(name, change));
      const isNew = secrets.some((secret) => secret !== undefined) || changed('cert_pem');
      return {
        ...headerToWire(plan),
        summary: plan.summary,
        ...(isNew && { keystore: contentOf(config), password: passwordOf(config) }),
      };
    },
    fromWire: (view: KeystoreView) => ({
      ...headerOf(view),
      summary: view.summary ?? null,
      cert_pem: `${view.certificates.map(({ pem }) => pem).join('\n')}\n`,
      ...factsOfOwn(view),
    }),
    secrets: [kept(KEY, ({ private_key_fingerprint }) => private_key_fingerprint), kept(ARCHIVE, archiveFingerprint)],
    pointers: {
      '/keystore': ({ message }, config) => {
        if (message.includes('password'))
          return [isSet(config.pkcs12) || isSet(config.pkcs12_wo) ? PASSWORD : KEY_PASSWORD];
        if (isSet(config.pkcs12) || isSet(config.pkcs12_wo)) return [isSet(config.pkcs12) ? ARCHIVE : `${ARCHIVE}_wo`];
        if (!message.includes('private key')) return ['cert_pem'];
        return [isSet(config.private_key_pem) ? KEY : `${KEY}_wo`];
      },
    },
  }),
);

const isSet = (value: unknown): boolean => value !== null && value !== undefined;
