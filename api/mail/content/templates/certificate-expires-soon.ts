import { durationInWords } from '../duration.ts';
import { writeLetter } from './letter.ts';
import type { ShippedMail } from './mail-template.ts';
import { SAMPLE_USERNAME } from './sample.ts';

const SAMPLE_REST_S = 14 * 86_400;

/** To the administrators of the cloud, some days before a certificate that is in use ends. */
export const certificateExpiresSoon: ShippedMail = {
  name: 'certificate-expires-soon',
  samples: (language) => ({
    username: SAMPLE_USERNAME,
    subject: 'CN=gatepost.example.com',
    store: 'keystore "relay-client"',
    used_by: 'tls client profile "relay:1.0.0"',
    ends_at: '2030-01-31 12:00 UTC',
    remaining: durationInWords(SAMPLE_REST_S, language),
  }),
  texts: {
    en: writeLetter('en', {
      subject: 'A certificate in use ends within {{remaining}}',
      heading: 'A certificate ends soon',
      parts: [
        'Hello {{username}},',
        'a certificate that is in use ends within {{remaining}}, at {{ends_at}}. After that, connections that need it fail.',
        'Certificate: {{subject}}\nIn: {{store}}\nUsed by: {{used_by}}',
        'Put a new certificate into the same store: whatever uses it takes the new one at once.',
      ],
    }),
    de: writeLetter('de', {
      subject: 'Ein verwendetes Zertifikat läuft ab (höchstens noch {{remaining}})',
      heading: 'Ein Zertifikat läuft bald ab',
      parts: [
        'Guten Tag {{username}},',
        'ein verwendetes Zertifikat läuft ab (höchstens noch {{remaining}}), und zwar um {{ends_at}}. Danach scheitern Verbindungen, die es brauchen.',
        'Zertifikat: {{subject}}\nIn: {{store}}\nVerwendet von: {{used_by}}',
        'Legen Sie ein neues Zertifikat in denselben Speicher: Was ihn verwendet, nimmt sofort das neue.',
      ],
    }),
  },
};
