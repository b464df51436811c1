import { writeLetter } from './letter.ts';
import type { ShippedMail } from './mail-template.ts';
import { SAMPLE_ORGANIZATION, SAMPLE_USERNAME, sampleLink } from './sample.ts';

/** To the owner of a new provider organization, who has an account already. */
export const organizationOwner: ShippedMail = {
  name: 'organization-owner',
  samples: () => ({ organization: SAMPLE_ORGANIZATION, username: SAMPLE_USERNAME, sign_in_url: sampleLink('') }),
  texts: {
    en: writeLetter('en', {
      subject: 'Your provider organization {{organization}} is ready',
      heading: '{{organization}} is ready',
      parts: [
        'Hello {{username}},',
        'the provider organization “{{organization}}” was created, and you are its owner. Your user name is {{username}}; sign in here:',
        { action: 'Sign in', address: '{{sign_in_url}}' },
        'This mail holds no password. If you do not know yours, ask for a new one on the sign-in page.',
      ],
    }),
    de: writeLetter('de', {
      subject: 'Ihre Anbieterorganisation {{organization}} ist bereit',
      heading: '{{organization}} ist bereit',
      parts: [
        'Guten Tag {{username}},',
        'die Anbieterorganisation „{{organization}}“ wurde angelegt und gehört Ihnen. Ihr Benutzername ist {{username}}; hier melden Sie sich an:',
        { action: 'Anmelden', address: '{{sign_in_url}}' },
        'Diese Mail enthält kein Passwort. Wenn Sie Ihres nicht kennen, fordern Sie auf der Anmeldeseite ein neues an.',
      ],
    }),
  },
};
