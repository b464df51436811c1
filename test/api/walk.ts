import type { TestApi } from './start-api.ts';

/** Where the Link header of a page leads, under /api. */
export function nextOf(api: TestApi, link: string | undefined): string | undefined {
  const url = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1];
  return url?.slice(`${api.url}/api`.length);
}

/** All objects of a list, page by page. */
export async function walk(api: TestApi, first: string): Promise<{ id: string; name: string; title: string }[]> {
  const found = [];
  for (let path: string | undefined = first; path !== undefined; ) {
    const { body, headers } = await api.admin.get(path).expect(200);
    found.push(...body.results);
    path = nextOf(api, headers.link);
  }
  return found;
}
