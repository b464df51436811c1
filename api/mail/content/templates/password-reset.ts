import { durationInWords } from '../duration.ts';
import { writeLetter } from './letter.ts';
import type { ShippedMail } from './mail-template.ts';
import { SAMPLE_LIFETIME_S, SAMPLE_USERNAME, sampleLink } from './sample.ts';

export const passwordReset: ShippedMail = {
  name: 'password-reset',
  samples: (language) => ({
    username: SAMPLE_USERNAME,
    link: sampleLink('reset#sample'),
    valid_for: durationInWords(SAMPLE_LIFETIME_S, language),
  }),
  texts: {
    en: writeLetter('en', {
      subject: 'Choose a new password',
      heading: 'Choose a new password',
      parts: [
        'Hello {{username}},',
        'someone, probably you, asked for a new password for your account. Open this link to choose one:',
        { action: 'Choose a new password', address: '{{link}}' },
        'The link works once, within {{valid_for}}.',
        'If it was not you, ignore this mail: your password stays as it is.',
      ],
    }),
    de: writeLetter('de', {
      subject: 'Wählen Sie ein neues Passwort',
      heading: 'Wählen Sie ein neues Passwort',
      parts: [
        'Guten Tag {{username}},',
        'jemand, wahrscheinlich Sie, hat für Ihr Konto ein neues Passwort angefordert. Über diesen Link wählen Sie eines:',
        { action: 'Neues Passwort wählen', address: '{{link}}' },
        'Der Link funktioniert einmal (gültig: {{valid_for}}).',
        'Wenn Sie es nicht waren, ignorieren Sie diese Mail: Ihr Passwort bleibt, wie es ist.',
      ],
    }),
  },
};
