import type { MailTemplate } from './mail-template.ts';
import { button, page } from './page.ts';

/** To the future owner of a provider organization that does not exist yet. */
export const invitation: MailTemplate = {
  name: 'invitation',
  variables: ['link', 'valid_for'],
  subject: 'You are invited to open a provider organization',
  body: `Hello,

you are invited to open a provider organization and to become its owner.
Open this link to choose the organization's name and your password:

{{link}}

The link is yours alone and works once, within {{valid_for}}. After that, ask for a new one.
If you did not expect this invitation, you can ignore it.
`,
  body_html: page(
    'You are invited',
    `<p>Hello,</p>
<p>you are invited to open a provider organization and to become its owner.
You will choose the organization's name and your password.</p>
${button('Accept the invitation', '{{link}}')}
<p>The link is yours alone and works once, within {{valid_for}}. After that, ask for a new one.
If you did not expect this invitation, you can ignore it.</p>`,
  ),
};
