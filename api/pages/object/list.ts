import { managedAmong } from '../as-code/managed.ts';
import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';
import { collectionHere, needsOf, pathHere, spotHere } from './here.ts';
import type { ObjectKind, View } from './kind.ts';

/** The list of a kind. */
export const listPage = (kind: ObjectKind): Page => ({
  path: kind.path,
  title: kind.words.title,
  needs: needsOf(kind, 'list'),
  ...navOf(kind),
  template: 'object/list.hbs',
  data: (visit) => describe(visit, kind),
});

const navOf = ({ nav: { section, icon } }: ObjectKind) => section && { nav: { section, icon } };

async function describe(visit: Visit, kind: ObjectKind) {
  const { t } = visit;
  const spot = await spotHere(visit, kind);
  const answer = await visit.read(collectionHere(visit, kind), pageQuery(visit));
  const found: View[] = answer.body.results;
  const managed = await managedAmong(
    visit,
    found.map(({ id }) => id),
    spot,
  );
  const { lead, create, none, advice } = kind.words;
  return {
    spot,
    words: { title: t(kind.words.title), lead: t(lead), create: t(create), none: t(none), advice: t(advice) },
    icon: kind.nav.icon,
    place: pathHere(visit, kind),
    mayCreate: spot.may(kind.routes.create),
    columns: columnsView(visit, [{ label: 'object.title', sort: 'title' }, ...kind.columns]),
    rows: found.map((view) => ({
      id: view.id,
      title: view.title,
      name: view.name,
      managed: managed.get(view.id) ?? null,
      cells: kind.columns.map(({ isNumber, cell }) => ({ isNumber, ...cell(view, visit) })),
    })),
    pager: pagerView(visit, answer),
  };
}
