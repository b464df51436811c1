import type { MailTemplate } from './mail-template.ts';
import { button, page } from './page.ts';

/** To a future member of an organization that exists. */
export const memberInvitation: MailTemplate = {
  name: 'member-invitation',
  variables: ['organization', 'link', 'valid_for'],
  subject: 'You are invited to join {{organization}}',
  body: `Hello,

you are invited to join the organization "{{organization}}".
Open this link to accept:

{{link}}

The link is yours alone and works once, within {{valid_for}}. After that, ask for a new one.
If you did not expect this invitation, you can ignore it.
`,
  body_html: page(
    'Join {{organization}}',
    `<p>Hello,</p>
<p>you are invited to join the organization <strong>{{organization}}</strong>.</p>
${button('Accept the invitation', '{{link}}')}
<p>The link is yours alone and works once, within {{valid_for}}. After that, ask for a new one.
If you did not expect this invitation, you can ignore it.</p>`,
  ),
};
