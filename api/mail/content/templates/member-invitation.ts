import { durationInWords } from '../duration.ts';
import { writeLetter } from './letter.ts';
import type { ShippedMail } from './mail-template.ts';
import { SAMPLE_LIFETIME_S, SAMPLE_ORGANIZATION, sampleLink } from './sample.ts';

/** To a future member of an organization that exists. */
export const memberInvitation: ShippedMail = {
  name: 'member-invitation',
  samples: (language) => ({
    organization: SAMPLE_ORGANIZATION,
    link: sampleLink('activate?activation=c2FtcGxl'),
    valid_for: durationInWords(SAMPLE_LIFETIME_S, language),
  }),
  texts: {
    en: writeLetter('en', {
      subject: 'You are invited to join {{organization}}',
      heading: 'Join {{organization}}',
      parts: [
        'Hello,',
        'you are invited to join the organization “{{organization}}”. Open this link to accept:',
        { action: 'Accept the invitation', address: '{{link}}' },
        'The link is yours alone and works once, within {{valid_for}}. After that, ask for a new one.',
        'If you did not expect this invitation, you can ignore it.',
      ],
    }),
    de: writeLetter('de', {
      subject: 'Einladung zu {{organization}}',
      heading: 'Einladung zu {{organization}}',
      parts: [
        'Guten Tag,',
        'Sie sind eingeladen, Mitglied der Organisation „{{organization}}“ zu werden. Über diesen Link nehmen Sie an:',
        { action: 'Einladung annehmen', address: '{{link}}' },
        'Der Link ist nur für Sie bestimmt und funktioniert einmal (gültig: {{valid_for}}). Danach bitten Sie um einen neuen.',
        'Wenn Sie diese Einladung nicht erwartet haben, können Sie sie ignorieren.',
      ],
    }),
  },
};
