import type { MailTemplate } from './mail-template.ts';
import { page } from './page.ts';

/** Goes to the old address: whoever took an account over would send everything else to theirs. */
export const addressChanged: MailTemplate = {
  name: 'address-changed',
  variables: ['username'],
  subject: 'Your e-mail address was changed',
  body: `Hello {{username}},

your account has another e-mail address now; this is the last mail to the old one.
If it was you, all is well.

If it was not you, tell your administrator at once.
`,
  body_html: page(
    'Your e-mail address was changed',
    `<p>Hello {{username}},</p>
<p>your account has another e-mail address now; this is the last mail to the old one. If it was you, all is well.</p>
<p><strong>If it was not you,</strong> tell your administrator at once.</p>`,
  ),
};
