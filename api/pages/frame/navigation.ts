import { oncePer } from '../../once-per.ts';
import { fillPath } from './api-path.ts';
import { type Page, SECTIONS, type Visit } from './page.ts';

interface Item {
  path: string;
  title: string;
  icon: string;
  isCurrent: boolean;
}

interface SectionView {
  title: string;
  items: Item[];
}

/** The parts of the cloud that whoever visits may see, in the manager they are in. */
export function navigationOf(pages: readonly Page[], visit: Visit): SectionView[] {
  const seen = standingIn(pages).filter(({ path, needs }) => isOn(path, visit.ui) && visit.may(needs));
  const current = currentOf(seen, visit.page.path);
  return SECTIONS.map((section) => ({
    title: visit.t(`section.${section}`),
    items: seen
      .filter(({ nav }) => nav?.section === section)
      .map(({ path, title, nav }) => ({
        path,
        title: visit.t(title),
        icon: nav?.icon ?? 'list',
        isCurrent: path === current,
      })),
  })).filter(({ items }) => items.length > 0);
}

/** Few of all pages stand in the navigation, which every page has. */
const standingIn = oncePer((pages: readonly Page[]) => pages.filter(({ nav }) => nav));

const isOn = (path: string, ui: string) => path === `/${ui}` || path.startsWith(`/${ui}/`);

/** The page itself, or the one of the navigation that it lies below. */
function currentOf(pages: readonly Page[], path: string): string | undefined {
  const above = pages.filter((page) => path === page.path || path.startsWith(`${page.path}/`));
  return above.sort((a, b) => b.path.length - a.path.length)[0]?.path;
}

interface Crumb {
  title: string;
  /** Null: the page itself. */
  path: string | null;
}

/** The pages above a page, by their paths, and the page itself. */
export function crumbsOf(pages: readonly Page[], visit: Visit, title: string): Crumb[] {
  const above = pages.filter(({ path }) => visit.page.path.startsWith(`${path}/`));
  const crumbs = above
    .sort((a, b) => a.path.length - b.path.length)
    .map((page) => ({ title: titleAbove(page, visit), path: fillPath(page.path, visit.params) }));
  return [...crumbs, { title, path: null }];
}

/** A page about one object is called by what its path calls it. */
function titleAbove({ path, title }: Page, { params, t }: Visit): string {
  const placeholder = /\{(\w+)\}$/.exec(path)?.[1];
  return placeholder === undefined ? t(title) : (params[placeholder] ?? '');
}
