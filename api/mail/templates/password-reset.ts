import type { MailTemplate } from './mail-template.ts';
import { button, page } from './page.ts';

export const passwordReset: MailTemplate = {
  name: 'password-reset',
  variables: ['username', 'link', 'valid_for'],
  subject: 'Choose a new password',
  body: `Hello {{username}},

someone, probably you, asked for a new password for your account.
Open this link to choose one:

{{link}}

The link works once, within {{valid_for}}.
If it was not you, ignore this mail: your password stays as it is.
`,
  body_html: page(
    'Choose a new password',
    `<p>Hello {{username}},</p>
<p>someone, probably you, asked for a new password for your account.</p>
${button('Choose a new password', '{{link}}')}
<p>The link works once, within {{valid_for}}.
If it was not you, ignore this mail: your password stays as it is.</p>`,
  ),
};
