import { durationInWords } from '../duration.ts';
import { writeLetter } from './letter.ts';
import type { ShippedMail } from './mail-template.ts';
import { SAMPLE_LIFETIME_S, sampleLink } from './sample.ts';

/** To the future owner of a provider organization that does not exist yet. */
export const invitation: ShippedMail = {
  name: 'invitation',
  samples: (language) => ({
    link: sampleLink('activate?activation=c2FtcGxl'),
    valid_for: durationInWords(SAMPLE_LIFETIME_S, language),
  }),
  texts: {
    en: writeLetter('en', {
      subject: 'You are invited to open a provider organization',
      heading: 'You are invited',
      parts: [
        'Hello,',
        "you are invited to open a provider organization and to become its owner. Open this link to choose the organization's name and your password:",
        { action: 'Accept the invitation', address: '{{link}}' },
        'The link is yours alone and works once, within {{valid_for}}. After that, ask for a new one.',
        'If you did not expect this invitation, you can ignore it.',
      ],
    }),
    de: writeLetter('de', {
      subject: 'Sie sind eingeladen, eine Anbieterorganisation zu eröffnen',
      heading: 'Sie sind eingeladen',
      parts: [
        'Guten Tag,',
        'Sie sind eingeladen, eine Anbieterorganisation zu eröffnen, deren Inhaberin oder Inhaber Sie dann sind. Über diesen Link wählen Sie den Namen der Organisation und Ihr Passwort:',
        { action: 'Einladung annehmen', address: '{{link}}' },
        'Der Link ist nur für Sie bestimmt und funktioniert einmal (gültig: {{valid_for}}). Danach bitten Sie um einen neuen.',
        'Wenn Sie diese Einladung nicht erwartet haben, können Sie sie ignorieren.',
      ],
    }),
  },
};
