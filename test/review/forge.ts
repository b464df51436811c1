import { type AnsweringServer, type Received, type Reply, startAnsweringServer } from '../provider/answering-server.ts';

interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  readonly author: { readonly id: number };
  body: string;
}

/** A forge with one pull request, as far as its comments go. It speaks as GitHub and as GitLab. */
export interface Forge extends AnsweringServer {
  readonly comments: Comment[];
}

const OURS = { user: { login: 'github-actions[bot]' }, author: { id: 7 } };
const OTHERS = { user: { login: 'mallory' }, author: { id: 8 } };
export const FORGE_TOKEN = 'token of the forge';

/** @param said comments of others that are there already */
export async function startForge(said: readonly string[]): Promise<Forge> {
  const comments: Comment[] = said.map((body, index) => ({ id: index + 1, ...OTHERS, body }));
  const server = await startAnsweringServer((request) =>
    isAllowed(request) ? answer(comments, request) : { status: 401 },
  );
  return { ...server, comments };
}

const isAllowed = ({ headers }: Received): boolean =>
  headers.authorization === `Bearer ${FORGE_TOKEN}` || headers['private-token'] === FORGE_TOKEN;

const LIST =
  /^\/(?:repos\/acme\/cloud\/issues\/5\/comments|projects\/3\/merge_requests\/5\/notes)(?:\?per_page=100&page=(\d+))?$/;
const ITEM = /^\/(?:repos\/acme\/cloud\/issues\/comments|projects\/3\/merge_requests\/5\/notes)\/(\d+)$/;

function answer(comments: Comment[], { method, path, body }: Received): Reply {
  if (path === '/user') return { status: 200, body: { id: OURS.author.id } };
  const [list, page = '1'] = LIST.exec(path) ?? [];
  if (list && method === 'GET')
    return { status: 200, body: comments.slice((Number(page) - 1) * 100, Number(page) * 100) };
  const text = (body as { body?: unknown } | undefined)?.body;
  if (typeof text !== 'string') return { status: 422 };
  if (list && method === 'POST') {
    comments.push({ id: comments.length + 1, ...OURS, body: text });
    return { status: 201 };
  }
  const [, id] = ITEM.exec(path) ?? [];
  const found = comments.find((each) => String(each.id) === id && each.user.login === OURS.user.login);
  if (!found || !['PATCH', 'PUT'].includes(method)) return { status: 403 };
  found.body = text;
  return { status: 200 };
}
