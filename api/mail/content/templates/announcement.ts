import type { MailTemplate } from './mail-template.ts';

/** What an administrator writes to the owners of organizations, as it was written, in whatever language. */
export const announcement: MailTemplate = {
  name: 'announcement',
  variables: ['subject', 'body', 'body_html'],
  subject: '{{subject}}',
  body: '{{body}}',
  body_html: '{{{body_html}}}',
};
