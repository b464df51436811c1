import { expect, test } from '@jest/globals';
import { kinds } from '../../export/cloud/kinds.ts';
import { Lists } from '../../export/cloud/list.ts';
import { namesAround } from '../../export/cloud/view.ts';
import { ApiError } from '../../provider/client/api-error.ts';

const signal = new AbortController().signal;

/** The names of what a kind is found to have where the API answers so, and what it was asked. */
async function namesOf(noun: string, answer: (path: URL) => unknown) {
  const asked: string[] = [];
  const get = async <View>(path: string): Promise<View> => {
    asked.push(path);
    return answer(new URL(path, 'http://api.test')) as View;
  };
  const kind = kinds.find((each) => each.noun === noun);
  if (!kind) throw new Error(`no kind ${noun}`);
  const lists = new Lists({ get }, signal, kinds);
  const listed = await lists.of(kind);
  expect(await lists.of(kind)).toBe(listed);
  const { found, unseen } = listed;
  return { names: found.map((each) => [...namesAround(each), each.view.name].join('/')), unseen, asked };
}

const view = (name: string) => ({ id: `id of ${name}`, name });

test('a list is walked to its end, also where pages are shorter than they might be', async () => {
  const all = Array.from({ length: 1_450 }, (_, index) => view(`t${index}`));
  const { names, asked } = await namesOf('truststore', ({ searchParams }) => {
    const offset = Number(searchParams.get('offset'));
    return { total_results: all.length, results: all.slice(offset, offset + 700) };
  });
  expect(names).toEqual(all.map(({ name }) => name));
  expect(asked.map((path) => path.split('?')[1])).toEqual(
    [0, 700, 1_400].map((offset) => `limit=1000&offset=${offset}`),
  );
});

test('what is within something else is looked for in each of these, by its name', async () => {
  const { names } = await namesOf('user', ({ pathname }) => {
    if (pathname === '/user-registries/admin') return { total_results: 2, results: [view('a b'), view('c')] };
    return { total_results: 1, results: [view(pathname)] };
  });
  expect(names).toEqual(['a b//user-registries/admin/a%20b/users', 'c//user-registries/admin/c/users']);
});

test('settings of a catalog are found by the names of the organization and the catalog', async () => {
  const { asked, unseen } = await namesOf('catalog_settings', ({ pathname }) => {
    if (pathname === '/cloud/orgs') return { total_results: 2, results: [view('o $&'), view('closed')] };
    if (pathname.startsWith('/orgs/closed')) throw forbidden(pathname);
    if (pathname.endsWith('/catalogs')) return { total_results: 1, results: [view('c')] };
    return view('settings');
  });
  expect(asked.at(-1)).toBe('/orgs/o%20%24%26/catalogs/c/settings?limit=1000&offset=0');
  expect(unseen).toEqual([]);
});

test('what is closed to the credentials is told by name, and the rest is found', async () => {
  const { names, unseen } = await namesOf('role', ({ pathname }) => {
    if (pathname === '/cloud/orgs') return { total_results: 2, results: [view('open'), view('closed')] };
    if (pathname.startsWith('/orgs/closed')) throw forbidden(pathname);
    return { total_results: 1, results: [view('r')] };
  });
  expect({ names, unseen }).toEqual({ names: ['open/r'], unseen: ['closed'] });
  await expect(namesOf('truststore', ({ pathname }) => Promise.reject(forbidden(pathname)))).rejects.toThrow('no');
});

function forbidden(request: string): ApiError {
  const words = { message: 'no', errors: [], violations: [], requestId: undefined, retryAfterMs: undefined };
  return new ApiError({ request, status: 403, code: 'forbidden', ...words });
}

test('the only one of its kind is no list', async () => {
  expect((await namesOf('notification_settings', () => view('cloud-setting'))).names).toEqual(['cloud-setting']);
});

test.each([[{ results: 'all' }], [{ results: [{ id: 1 }], total_results: 1 }], [undefined], ['page']])(
  'an answer of %j is refused',
  async (answer) => {
    await expect(namesOf('truststore', () => answer)).rejects.toThrow('/api/orgs/admin/truststores answered neither');
  },
);

test('a list without end is given up', async () => {
  const results = Array.from({ length: 1_000 }, (_, index) => view(`t${index}`));
  const endless = namesOf('truststore', () => ({ total_results: Number.MAX_SAFE_INTEGER, results }));
  await expect(endless).rejects.toThrow('more than 100000 objects');
});
