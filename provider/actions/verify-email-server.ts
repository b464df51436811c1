import { defineAction } from '../rest/definition.ts';
import { testEmailServer, testedEmailServer } from '../rest/email-server-test.ts';

export const verifyEmailServer = defineAction({
  typeName: 'gatepost_verify_email_server',
  description:
    'Tries an email server that is there, up to the login, and sends no mail: name, connection, greeting, TLS, sign-in. Each stage is told as it went; a failure says its cause and what to do. As the trigger of an email server it shows at once whether the server that was just configured works.',
  attributes: { email_server_id: testedEmailServer },
  invoke: (context) => testEmailServer(context, 'gatepost_verify_email_server', []),
});
