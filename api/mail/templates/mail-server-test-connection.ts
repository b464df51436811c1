import type { MailTemplate } from './mail-template.ts';
import { page } from './page.ts';

export const mailServerTestConnection: MailTemplate = {
  name: 'mail-server-test-connection',
  variables: ['mail_server', 'host', 'port'],
  subject: 'Test mail through {{mail_server}}',
  body: `Hello,

this mail left through the email server "{{mail_server}}" ({{host}}, port {{port}}).
Since you are reading it, the connection works.

An administrator asked for this test. There is nothing you need to do.
`,
  body_html: page(
    'The connection works',
    `<p>Hello,</p>
<p>this mail left through the email server <strong>{{mail_server}}</strong> ({{host}}, port {{port}}).
Since you are reading it, the connection works.</p>
<p>An administrator asked for this test. There is nothing you need to do.</p>`,
  ),
};
