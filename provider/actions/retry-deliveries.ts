import { string } from '../framework/attribute-builder.ts';
import { defineAction } from '../rest/definition.ts';
import { idOf, optionalReference } from '../rest/reference.ts';
import { explained } from '../rest/refusal.ts';

interface BulkResult {
  readonly count: number;
  /** Whether more may be left: one request does a bounded number. */
  readonly more: boolean;
}

const typeName = 'gatepost_retry_deliveries';
const MOMENT = { maxLength: 40 };

const attributes = {
  state: string({
    description: '`failed`, or `ambiguous`: it may have left already, so that a copy may arrive. Default: both.',
    optional: true,
    constraint: { enum: ['failed', 'ambiguous'] },
  }),
  template: string({
    description: 'Name of the template, such as `invitation`.',
    optional: true,
    constraint: { minLength: 1, maxLength: 255 },
  }),
  recipient: string({
    description: 'The whole address, without regard to case.',
    optional: true,
    constraint: { minLength: 1, maxLength: 320 },
  }),
  organization_id: optionalReference({
    description: 'Id of the organization that they are about.',
    from: 'gatepost_provider_organization.example.id',
  }),
  email_server_id: optionalReference({
    description: 'Id of the email server that was tried last.',
    from: 'gatepost_email_server.example.id',
  }),
  created_after: string({
    description: 'At this moment or later: a date, or RFC 3339 with its zone.',
    optional: true,
    constraint: MOMENT,
  }),
  created_before: string({
    description: 'Before this moment: a date, or RFC 3339 with its zone.',
    optional: true,
    constraint: MOMENT,
  }),
};

export const retryDeliveries = defineAction({
  typeName,
  description:
    'Sends mails again that failed or of which nobody knows whether they left, all that fit; without a filter all of them. For after an email server was mended.',
  attributes,
  plan: ({ config, warn }) => {
    if (Object.values(config).some((value) => value !== null)) return;
    const detail = 'No filter is set. What is ambiguous may have left already, so that copies may arrive.';
    warn('Every failed and ambiguous mail is sent again', detail);
  },
  invoke: ({ client, config, signal, progress }) =>
    explained({ client, typeName, attributes, pointers: POINTERS, config }, async () => {
      const { organization_id: organization, email_server_id: server, ...others } = config;
      const filter = { ...others, org_url: idOf(organization), mail_server_url: idOf(server) };
      const body = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
      for (let total = 0; ; ) {
        const { count, more } = await client.ask<BulkResult>(
          '/cloud/deliveries/retry',
          { ...body, confirm: true },
          signal,
        );
        total += count;
        progress(total === 1 ? '1 mail is queued again' : `${total} mails are queued again`);
        if (!more || count === 0) return;
      }
    }),
});

const POINTERS = { '/org_url': ['organization_id'], '/mail_server_url': ['email_server_id'] };
