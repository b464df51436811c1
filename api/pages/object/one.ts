import { codeLink } from '../as-code/link.ts';
import { managedBy, readManagedAhead } from '../as-code/managed.ts';
import { apiPath, pathOfUrl } from '../frame/api-path.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { objectFormView, typedBody } from './form.ts';
import { collectionHere, needsOf, pathHere, spotHere } from './here.ts';
import type { ObjectKind, View } from './kind.ts';

/** The page of an object. */
export const objectPage = (kind: ObjectKind): Page => ({
  path: `${kind.path}/{item}`,
  title: kind.words.title,
  needs: needsOf(kind, 'get'),
  template: 'object/one.hbs',
  ...(kind.scripts && { scripts: kind.scripts }),
  data: (visit) => describe(visit, kind),
  actions: {
    ...(kind.routes.update && { save: (visit: Visit) => save(visit, kind) }),
    delete: (visit) => remove(visit, kind),
  },
});

interface Found {
  view: View;
  path: string;
  etag: string | null;
}

async function find(visit: Visit, kind: ObjectKind): Promise<Found> {
  const listed = await visit.read(`${collectionHere(visit, kind)}${apiPath`/${visit.params.item}`}`);
  const path = kind.pathOf?.(listed.body) ?? pathOfUrl(listed.body.url);
  // What is listed elsewhere than where it is has an entity tag of its own there.
  const { body: view, etag } = kind.pathOf ? await visit.read(path) : listed;
  return { view, path, etag };
}

async function describe(visit: Visit, kind: ObjectKind) {
  const spot = await spotHere(visit, kind);
  const [{ view, path, etag }] = await Promise.all([
    find(visit, kind),
    readManagedAhead(visit, visit.params.item, spot),
  ]);
  const mayChange = kind.routes.update !== undefined && spot.may(kind.routes.update);
  const [look, managed, edit] = await Promise.all([
    kind.look?.(visit, view, spot) ?? {},
    managedBy(visit, view.id, spot),
    mayChange ? objectFormView(visit, kind, view) : null,
  ]);
  return {
    title: view.title,
    spot,
    view,
    etag,
    managed,
    code: kind.isCode ? codeLink(visit, path) : null,
    form: edit?.form,
    lists: edit?.lists,
    mayDelete: spot.may(kind.routes.remove),
    ...look,
  };
}

async function save(visit: Visit, kind: ObjectKind): Promise<Outcome> {
  const { view, path } = await find(visit, kind);
  const message = { body: await typedBody(visit, kind, view), ifMatch: visit.typed.etag ?? '' };
  const result = await visit.call('PATCH', path, message);
  if (!result.ok) return { refused: result };
  return { to: `${pathHere(visit, kind)}/${result.body.id}`, flash: { key: 'object.saved' } };
}

async function remove(visit: Visit, kind: ObjectKind): Promise<Outcome> {
  const { view, path } = await find(visit, kind);
  const result = await visit.call('DELETE', path);
  if (!result.ok) return { refused: result };
  return { to: pathHere(visit, kind), flash: { key: 'object.deleted', values: { title: view.title } } };
}
