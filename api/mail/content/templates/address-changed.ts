import { writeLetter } from './letter.ts';
import type { ShippedMail } from './mail-template.ts';
import { SAMPLE_USERNAME } from './sample.ts';

/** Goes to the old address: whoever took an account over would send everything else to theirs. */
export const addressChanged: ShippedMail = {
  name: 'address-changed',
  samples: () => ({ username: SAMPLE_USERNAME }),
  texts: {
    en: writeLetter('en', {
      subject: 'Your e-mail address was changed',
      heading: 'Your e-mail address was changed',
      parts: [
        'Hello {{username}},',
        'your account has another e-mail address now; this is the last mail to the old one. If it was you, all is well.',
        'If it was not you, tell your administrator at once.',
      ],
    }),
    de: writeLetter('de', {
      subject: 'Ihre E-Mail-Adresse wurde geändert',
      heading: 'Ihre E-Mail-Adresse wurde geändert',
      parts: [
        'Guten Tag {{username}},',
        'Ihr Konto hat jetzt eine andere E-Mail-Adresse; dies ist die letzte Mail an die alte. Wenn Sie das waren, ist alles in Ordnung.',
        'Wenn Sie es nicht waren, sagen Sie sofort Ihrer Administration Bescheid.',
      ],
    }),
  },
};
