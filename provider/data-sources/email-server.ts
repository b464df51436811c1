import { bool, number, string } from '../framework/attribute-builder.ts';
import { EMAIL_SERVERS, type EmailServerView, emailServerState } from '../resources/email-server.ts';
import { defineDataSource } from '../rest/definition.ts';
import { checkLookUp, lookUp, lookUpId } from '../rest/look-up.ts';
import { segment } from '../rest/resource.ts';

const typeName = 'gatepost_email_server';

export const emailServer = defineDataSource({
  typeName,
  description: 'An email server that is there already, by `name` or `id`.',
  attributes: {
    id: lookUpId,
    name: string({ description: 'Name to find it by.', optional: true, computed: true }),
    title: string({ description: 'What people see.', computed: true }),
    summary: string({ description: 'What it is for.', computed: true, nullable: true }),
    host: string({ description: 'IP address or host name.', computed: true }),
    port: number({ description: 'Port.', computed: true }),
    username: string({ description: 'User name, if the server asks for one.', computed: true, nullable: true }),
    secure: bool({ description: 'Whether TLS is used.', computed: true }),
    timeout_ms: number({ description: 'How long the server is waited for, in milliseconds.', computed: true }),
    tls_client_profile_id: string({ description: 'Id of its TLS client profile.', computed: true, nullable: true }),
  },
  validate: ({ config, error }) => checkLookUp('name', config, error),
  read: async (context) => {
    const { client, config, signal } = context;
    const path = `${EMAIL_SERVERS}/${segment(config.id ?? config.name)}`;
    return emailServerState(await lookUp(context, typeName, 'name', () => client.find<EmailServerView>(path, signal)));
  },
});
