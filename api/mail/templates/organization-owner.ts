import type { MailTemplate } from './mail-template.ts';
import { button, page } from './page.ts';

/** To the owner of a new provider organization, who has an account already. */
export const organizationOwner: MailTemplate = {
  name: 'organization-owner',
  variables: ['organization', 'username', 'sign_in_url'],
  subject: 'Your provider organization {{organization}} is ready',
  body: `Hello {{username}},

the provider organization "{{organization}}" was created, and you are its owner.

Sign in here:      {{sign_in_url}}
Your user name is: {{username}}

This mail holds no password. If you do not know yours, ask for a new one on the sign-in page.
`,
  body_html: page(
    '{{organization}} is ready',
    `<p>Hello {{username}},</p>
<p>the provider organization <strong>{{organization}}</strong> was created, and you are its owner.
Your user name is <strong>{{username}}</strong>.</p>
${button('Sign in', '{{sign_in_url}}')}
<p>This mail holds no password. If you do not know yours, ask for a new one on the sign-in page.</p>`,
  ),
};
