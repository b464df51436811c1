import { BASE_LANGUAGE } from '../../language.ts';
import { apiPath } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';

type Asked = Pick<Visit, 'query' | 'params' | 'ui'>;

/**
 * Whose texts they are: in Cloud Manager the cloud's, in API Manager those of the organization that the address names, or
 * of its catalog.
 */
export function textsPath({ ui, query: { org, catalog } }: Asked): string {
  if (ui === 'cloud') return '/cloud/settings/notification-templates';
  const place = catalog ? apiPath`/orgs/${org}/catalogs/${catalog}` : apiPath`/orgs/${org}`;
  return `${place}/settings/notification-templates`;
}

export const languageOf = ({ query }: Asked): string => query.language || BASE_LANGUAGE;

export const isBase = (visit: Asked): boolean => languageOf(visit) === BASE_LANGUAGE;

/** A text in English, which has a path of its own. */
export const basePath = (visit: Asked): string => {
  const { scope, template } = visit.params;
  return textsPath(visit) + apiPath`/${scope}/${template}`;
};

/** A text in the language of the address. */
export const textPath = (visit: Asked): string =>
  isBase(visit) ? basePath(visit) : basePath(visit) + apiPath`/notification-languages/${languageOf(visit)}`;

/** The page of a text, or one below it, with whose and in which language; null: the cloud's, in English. */
export function pageOf(
  { params, query, ui }: Asked,
  below: string,
  change: Readonly<Record<string, string>> = {},
): string {
  const { org = '', catalog = '', language = '' } = query;
  const kept = Object.entries({ org, catalog, language, ...change }).filter(([, value]) => value !== '');
  const address = apiPath`/${ui}/notification-templates/${params.scope}/${params.template}` + below;
  return kept.length === 0 ? address : `${address}?${new URLSearchParams(kept)}`;
}
