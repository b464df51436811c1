import type { MailTemplate } from './mail-template.ts';
import { page } from './page.ts';

export const passwordChanged: MailTemplate = {
  name: 'password-changed',
  variables: ['username'],
  subject: 'Your password was changed',
  body: `Hello {{username}},

the password of your account was just changed.
If it was you, all is well.

If it was not you, ask for a new password on the sign-in page at once and tell your administrator.
`,
  body_html: page(
    'Your password was changed',
    `<p>Hello {{username}},</p>
<p>the password of your account was just changed. If it was you, all is well.</p>
<p><strong>If it was not you,</strong> ask for a new password on the sign-in page at once and tell your
administrator.</p>`,
  ),
};
