import { provenanceOf } from '../as-code/provenance.ts';
import { apiPath } from '../frame/api-path.ts';
import { formView } from '../frame/form.ts';
import { type Outcome, type Page, Refusal, type Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';
import { TEXT_FIELDS, textFields, typedText } from './field.ts';
import { basePath, isBase, languageOf, pageOf, textPath } from './place.ts';

/** What one mail says, in one language. Whose text it is says who may see it; in API Manager the API does. */
export const notificationTemplatePage = (ui: Ui): Page => ({
  path: `/${ui}/notification-templates/{scope}/{template}`,
  title: 'templates.title',
  needs: ui === 'cloud' ? 'GET /cloud/settings/notification-templates/{scope}/{item}' : 'signed-in',
  template: 'notification-template/page.hbs',
  styles: ['notification.css'],
  data: describe,
  actions: { save, reset },
});

/** A text as its form has it. */
interface Text {
  [name: string]: unknown;
  id: string;
  url: string;
  subject: string;
  body: string;
  body_html: string;
  content_type: string;
  variables: string[];
  is_changed: boolean;
  is_sent: boolean;
}

interface Found {
  text: Text;
  /** Null: nobody has told it in this language yet, and it is shown in English. */
  etag: string | null;
}

async function findText(visit: Visit): Promise<Found> {
  const result = await visit.call('GET', textPath(visit));
  const isNew = !result.ok && result.status === 404 && !isBase(visit);
  if (!result.ok && !isNew) throw new Refusal(result);
  const { body, etag } = result.ok ? result : { ...(await visit.read(basePath(visit))), etag: null };
  const kinds: string[] = body.content_type;
  return { text: { ...body, content_type: kinds.length === 2 ? 'html_and_text' : kinds[0] }, etag };
}

async function describe(visit: Visit) {
  const [{ text, etag }, languages] = await Promise.all([findText(visit), languagesOf(visit)]);
  const form = formView(visit, textFields(visit), text);
  const preview = (part: string) => pageOf(visit, '/preview', { part });
  const { org = '', catalog = '' } = visit.query;
  return {
    title: visit.params.template,
    form,
    etag,
    text,
    languages,
    language: languageName(visit, languageOf(visit)),
    org,
    catalog,
    isNew: etag === null,
    variables: text.variables.map((name) => `{{${name}}}`),
    preview: { html: preview('html'), text: preview('text') },
    canWrite: await mayWrite(visit),
    ...(text.is_changed && etag !== null && (await provenanceOf(visit, text))),
  };
}

const CLOUD_WRITE = 'PATCH /cloud/settings/notification-templates/{scope}/{item}';
const ORG_WRITE = 'PATCH /orgs/{org}/settings/notification-templates/{scope}/{item}';

async function mayWrite({ ui, query, read, may }: Visit): Promise<boolean> {
  if (ui === 'cloud') return may(CLOUD_WRITE);
  return may(ORG_WRITE, (await read(apiPath`/orgs/${query.org}`, { fields: 'id' })).body.id);
}

async function languagesOf(visit: Visit) {
  const { body } = await visit.read(`${basePath(visit)}/notification-languages`, { fields: 'name,is_changed' });
  const told: { name: string; is_changed: boolean }[] = body.results;
  return told.map(({ name, is_changed: isChanged }) => ({
    title: languageName(visit, name),
    isChanged,
    isCurrent: name === languageOf(visit),
    path: pageOf(visit, '', { language: name }),
  }));
}

function languageName({ language }: Visit, tag: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What stays as it was is not sent, so that it goes on following what it stands over. */
async function save(visit: Visit): Promise<Outcome> {
  const { text } = await findText(visit);
  const typed = TEXT_FIELDS.map(({ name }) => [name, typedText(visit, name)] as const);
  const body = Object.fromEntries(typed.filter(([name, value]) => value !== text[name]));
  const { etag } = visit.typed;
  const result = await visit.call('PATCH', textPath(visit), { body, ...(etag && { ifMatch: etag }) });
  return result.ok ? { to: pageOf(visit, ''), flash: { key: 'templates.saved' } } : { refused: result };
}

async function reset(visit: Visit): Promise<Outcome> {
  const result = await visit.call('POST', `${textPath(visit)}/reset`);
  return result.ok ? { to: pageOf(visit, ''), flash: { key: 'templates.wasReset' } } : { refused: result };
}
