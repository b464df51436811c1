import { string } from '../framework/attribute-builder.ts';
import { defineResource } from '../rest/definition.ts';
import { type HeaderView, headerOf, headerToWire, id, name, summary, title } from '../rest/header.ts';
import { certificatesFault, isSamePem } from '../rest/pem.ts';
import { restResource } from '../rest/resource.ts';

interface TruststoreView extends HeaderView {
  /** PEM as it was sent. */
  readonly truststore: string;
}

export const truststore = defineResource(
  restResource({
    typeName: 'gatepost_truststore',
    description:
      'Certificates that a TLS client profile trusts. An email server whose profile has a truststore trusts only it. A change of the certificates is made in place and reaches everybody who uses the truststore at once.',
    attributes: {
      id,
      title,
      name,
      summary,
      ca_cert_pem: string({
        description: 'The trusted certificates, PEM, one after the other.',
        required: true,
        validate: certificatesFault,
        sameMeaning: isSamePem,
      }),
    },
    collection: '/orgs/admin/truststores',
    toWire: ({ plan }) => ({ ...headerToWire(plan), summary: plan.summary, truststore: plan.ca_cert_pem }),
    fromWire: (view: TruststoreView) => ({
      ...headerOf(view),
      summary: view.summary ?? null,
      ca_cert_pem: view.truststore,
    }),
    pointers: { '/truststore': ['ca_cert_pem'] },
  }),
);
