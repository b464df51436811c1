import { list } from '../framework/attribute-builder.ts';
import { defineAction } from '../rest/definition.ts';
import { testEmailServer, testedEmailServer } from '../rest/email-server-test.ts';

const MOST_RECIPIENTS = 10;

export const sendTestEmail = defineAction({
  typeName: 'gatepost_send_test_email',
  description:
    'Sends a test mail through an email server that is there, as real mail goes: whether it is selected does not matter. Each stage is told as it went; a failure says its cause and what to do.',
  attributes: {
    email_server_id: testedEmailServer,
    recipients: list('string', {
      description: `Who gets it: 1 to ${MOST_RECIPIENTS} e-mail addresses.`,
      required: true,
      constraint: { minLength: 1, maxLength: MOST_RECIPIENTS },
      elements: { pattern: '^[^\\s@]+@[^\\s@]+$', patternMeaning: 'must be an e-mail address' },
    }),
  },
  invoke: (context) => testEmailServer(context, 'gatepost_send_test_email', context.config.recipients),
});
