import { number, string } from '../framework/attribute-builder.ts';
import { defineDataSource } from '../rest/definition.ts';
import { explained } from '../rest/refusal.ts';

const typeName = 'gatepost_delivery_summary';

interface Summary {
  readonly counts: Readonly<
    Record<'held' | 'queued' | 'sending' | 'sent' | 'failed' | 'ambiguous' | 'cancelled', number>
  >;
  readonly oldest_due_at: string | null;
}

const count = (description: string) => number({ description, computed: true });

const attributes = {
  held: count('Mails that wait for an email server to be selected, or for whoever holds them back.'),
  queued: count('Mails that wait for their turn, or for the next attempt.'),
  sending: count('Mails on their way right now.'),
  sent: count('Mails that an email server took.'),
  failed: count('Mails that were given up.'),
  ambiguous: count('Mails that may have left: somebody has to decide about them.'),
  cancelled: count('Mails that somebody took back.'),
  oldest_due_at: string({
    description: 'Since when the mail that is due longest has waited to be sent; null: none is due, or mail is held.',
    computed: true,
    nullable: true,
  }),
};

export const deliverySummary = defineDataSource({
  typeName,
  description:
    'How mail gets on, for `check` blocks: how many deliveries there are by state, where 10000 stands for as many or more, and since when the oldest is due.',
  attributes,
  read: ({ client, signal }) =>
    explained({ client, typeName, attributes }, async () => {
      const { counts, oldest_due_at } = await client.get<Summary>('/cloud/deliveries/summary', signal);
      return { ...counts, oldest_due_at };
    }),
});
