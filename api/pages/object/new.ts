import type { Outcome, Page, Visit } from '../frame/page.ts';
import { demandMay } from '../place.ts';
import { objectFormView, typedBody } from './form.ts';
import { collectionHere, needsOf, pathHere, spotHere } from './here.ts';
import type { ObjectKind } from './kind.ts';

/** The page that makes an object of a kind. */
export const newPage = (kind: ObjectKind): Page => ({
  path: `${kind.path}/new`,
  title: kind.words.create,
  needs: needsOf(kind, 'create'),
  template: 'object/new.hbs',
  ...(kind.scripts && { scripts: kind.scripts }),
  data: (visit) => describe(visit, kind),
  actions: { create: (visit) => create(visit, kind) },
});

async function describe(visit: Visit, kind: ObjectKind) {
  const spot = await spotHere(visit, kind);
  demandMay(visit, spot, kind.routes.create);
  return { spot, lead: visit.t(kind.words.advice), ...(await objectFormView(visit, kind, null)) };
}

async function create(visit: Visit, kind: ObjectKind): Promise<Outcome> {
  const path = kind.creationPath?.(visit) ?? collectionHere(visit, kind);
  const result = await visit.call('POST', path, { body: await typedBody(visit, kind, null) });
  if (!result.ok) return { refused: result };
  const { id, title, [kind.secret?.field ?? '']: secret } = result.body;
  const to = `${pathHere(visit, kind)}/${id}`;
  // A secret is on this page and no other.
  if (kind.secret && typeof secret === 'string') {
    const words = { label: visit.t(kind.secret.label), advice: visit.t(kind.secret.advice) };
    return { shown: { secret: { ...words, text: secret, title, to } } };
  }
  return { to, flash: { key: 'object.created', values: { title } } };
}
