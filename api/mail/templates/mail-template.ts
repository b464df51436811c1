/** A mail's texts: Handlebars over the variables it lists. */
export interface MailTemplate {
  name: string;
  /** What `enqueue` must be given; all are plain text. */
  variables: readonly string[];
  subject: string;
  /** Plain text. */
  body: string;
  /** HTML; variables are escaped in it. */
  body_html: string;
  /** Which of the two the mail carries; both by default. */
  content_type?: readonly ('text' | 'html')[];
}
