import type { Document, Outcome, Page, Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';
import { TEXT_FIELDS, typedText } from './field.ts';
import { textPath } from './place.ts';

/** Nothing of a mail runs, is sent or is fetched; its styles stand within it. */
const POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "frame-ancestors 'self'",
].join('; ');

/** A mail as somebody would get it, for the frame that shows it: as it is kept, or as it is being typed. */
export const notificationPreviewPage = (ui: Ui): Page => ({
  path: `/${ui}/notification-templates/{scope}/{template}/preview`,
  title: 'templates.preview',
  needs: ui === 'cloud' ? 'GET /cloud/settings/notification-templates/{scope}/{item}' : 'signed-in',
  document: (visit) => preview(visit, {}),
  actions: { preview: previewTyped },
});

async function previewTyped(visit: Visit): Promise<Outcome> {
  const texts = TEXT_FIELDS.filter(({ kind }) => kind !== 'select').map(({ name }) => [name, typedText(visit, name)]);
  return { document: await preview(visit, Object.fromEntries(texts)) };
}

async function preview(visit: Visit, body: object): Promise<Document> {
  const result = await visit.call('POST', `${textPath(visit)}/preview`, { body });
  const plain = (text: string): Document => ({ type: 'text/plain', text, policy: POLICY });
  if (!result.ok) {
    const reasons = result.violations.map(({ pointer, message }) => `${pointer.slice(1)}: ${message}`);
    return plain([visit.t('templates.noPreview'), '', ...(reasons.length > 0 ? reasons : [result.message])].join('\n'));
  }
  const { subject, body: text, body_html: html } = result.body;
  if (visit.query.part !== 'text') return { type: 'text/html', text: html, policy: POLICY };
  return plain(`${visit.t('templates.subject')}: ${subject}\n\n${text}`);
}
