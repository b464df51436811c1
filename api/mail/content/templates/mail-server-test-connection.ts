import { writeLetter } from './letter.ts';
import type { ShippedMail } from './mail-template.ts';

export const mailServerTestConnection: ShippedMail = {
  name: 'mail-server-test-connection',
  samples: () => ({ mail_server: 'main-relay', host: 'smtp.example.com', port: '587' }),
  texts: {
    en: writeLetter('en', {
      subject: 'Test mail through {{mail_server}}',
      heading: 'The connection works',
      parts: [
        'Hello,',
        'this mail left through the email server “{{mail_server}}” ({{host}}, port {{port}}). Since you are reading it, the connection works.',
        'An administrator asked for this test. There is nothing you need to do.',
      ],
    }),
    de: writeLetter('de', {
      subject: 'Testmail über {{mail_server}}',
      heading: 'Die Verbindung steht',
      parts: [
        'Guten Tag,',
        'diese Mail ging über den Mailserver „{{mail_server}}“ ({{host}}, Port {{port}}) hinaus. Da Sie sie lesen, funktioniert die Verbindung.',
        'Jemand aus der Administration hat diesen Test veranlasst. Sie brauchen nichts zu tun.',
      ],
    }),
  },
};
