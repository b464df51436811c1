import { clientOf, problem, type Received, type Reply } from './answering-server.ts';

const COLLECTION = '/orgs/admin/mail-servers';

interface Options {
  /** Answers a list in place of the collection. */
  readonly list?: (request: Received, count: number) => Reply | undefined;
  /** The most objects in an answer, as where they are large. */
  readonly mostListed?: number;
}

/** A client of a server that has one collection, whose objects a test changes at will; each has its number for a title. */
export async function collectionOf(ids: readonly string[], { list, mostListed = 1000 }: Options = {}) {
  const objects = new Map(ids.map((id) => [id, { id, title: id }]));
  let lists = 0;
  const { client, received } = await clientOf((request) => {
    const url = new URL(request.path, 'http://api.test');
    const id = url.pathname.slice(`/api${COLLECTION}/`.length);
    if (request.method === 'DELETE' || request.method === 'PATCH') return { status: 200, body: {} };
    if (id !== '') {
      const body = objects.get(id);
      return body ? { status: 200, body, headers: { ETag: '"7"' } } : problem(404, 'not_found');
    }
    lists += 1;
    const offset = Number(url.searchParams.get('offset'));
    const limit = Math.min(Number(url.searchParams.get('limit')), mostListed);
    const all = [...objects.values()].map((each) => ({ ...each, etag: '"7"' }));
    const body = { total_results: all.length, results: all.slice(offset, offset + limit) };
    return list?.(request, lists) ?? { status: 200, body };
  });
  const read = (id: string, signal = new AbortController().signal) =>
    client.findListed<{ id: string; title: string }>(
      { collection: COLLECTION, id, path: `${COLLECTION}/${id}` },
      signal,
    );
  return {
    client,
    objects,
    read,
    readAll: (wanted: readonly string[]) => Promise.all(wanted.map((id) => read(id))),
    /** What was asked since it was called last: `list`, or the id of an object; writes aside. */
    asked: () =>
      received
        .splice(0)
        .filter(({ method }) => method === 'GET')
        .map(({ path }) => (path.includes('?') ? 'list' : path.slice(path.lastIndexOf('/') + 1))),
  };
}

/** So many ids, all different. */
export function idsOf(count: number): string[] {
  return Array.from({ length: count }, (_, number) => `object-${number}`);
}

/** As Terraform does it: so many at once, the next one when one of them is there. */
export async function readAsTerraform(
  ids: readonly string[],
  read: (id: string) => Promise<unknown>,
  atOnce = 10,
): Promise<unknown[]> {
  const answers: unknown[] = [];
  const left = ids.entries();
  const work = async () => {
    for (const [index, id] of left) answers[index] = await read(id);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}
