import { writeLetter } from './letter.ts';
import type { ShippedMail } from './mail-template.ts';
import { SAMPLE_ORGANIZATION, SAMPLE_USERNAME } from './sample.ts';

/** To the owner of a catalog whose settings name a portal now. */
export const portalReady: ShippedMail = {
  name: 'portal-ready',
  samples: () => ({
    organization: SAMPLE_ORGANIZATION,
    catalog: 'Sandbox',
    username: SAMPLE_USERNAME,
    portal_url: 'https://portal.example.com/acme/sandbox',
  }),
  texts: {
    en: writeLetter('en', {
      subject: 'The portal of {{catalog}} is ready',
      heading: 'The portal of {{catalog}} is ready',
      parts: [
        'Hello {{username}},',
        'the catalog “{{catalog}}” of the organization “{{organization}}” has a developer portal now. You find it here:',
        { action: 'Open the portal', address: '{{portal_url}}' },
      ],
    }),
    de: writeLetter('de', {
      subject: 'Das Portal von {{catalog}} ist bereit',
      heading: 'Das Portal von {{catalog}} ist bereit',
      parts: [
        'Guten Tag {{username}},',
        'der Katalog „{{catalog}}“ der Organisation „{{organization}}“ hat jetzt ein Entwicklerportal. Sie finden es hier:',
        { action: 'Portal öffnen', address: '{{portal_url}}' },
      ],
    }),
  },
};
