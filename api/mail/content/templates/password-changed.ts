import { writeLetter } from './letter.ts';
import type { ShippedMail } from './mail-template.ts';
import { SAMPLE_USERNAME } from './sample.ts';

export const passwordChanged: ShippedMail = {
  name: 'password-changed',
  samples: () => ({ username: SAMPLE_USERNAME }),
  texts: {
    en: writeLetter('en', {
      subject: 'Your password was changed',
      heading: 'Your password was changed',
      parts: [
        'Hello {{username}},',
        'the password of your account was just changed. If it was you, all is well.',
        'If it was not you, ask for a new password on the sign-in page at once and tell your administrator.',
      ],
    }),
    de: writeLetter('de', {
      subject: 'Ihr Passwort wurde geändert',
      heading: 'Ihr Passwort wurde geändert',
      parts: [
        'Guten Tag {{username}},',
        'das Passwort Ihres Kontos wurde soeben geändert. Wenn Sie das waren, ist alles in Ordnung.',
        'Wenn Sie es nicht waren, fordern Sie sofort auf der Anmeldeseite ein neues Passwort an und sagen Sie Ihrer Administration Bescheid.',
      ],
    }),
  },
};
