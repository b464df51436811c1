import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnFreePort } from '../../../toolbox/free-port.ts';
import { operationOf } from '../../api/documented.ts';
import { derived } from './derived.ts';
import { type Json, type Schema, viewOf, withBody } from './view.ts';

/**
 * The API in memory, of any kind of object: what is sent is kept, and shown in the form that the API's own document
 * gives to the answer. It checks nothing and derives nothing.
 */
export interface StandIn {
  readonly url: string;
  /** Forgets every object, and refuses nothing any more. */
  clear(): void;
  /** Answers every further write with this, and does nothing. */
  refuseWrites(refusal: Refusal): void;
  /** What has written so far, in its order. */
  readonly writes: readonly Write[];
  stop(): Promise<void>;
}

/** A request that changes something, and the entity tag that its object had before. */
export interface Write {
  readonly method: string;
  readonly path: string;
  readonly ifMatch: string | undefined;
  readonly etag: string;
}

export interface Refusal {
  readonly status: number;
  readonly body: Json;
}

interface Asked {
  readonly method: string;
  /** Below the server, without the query. */
  readonly path: string;
  /** Under which the object is kept. */
  readonly at: string;
  readonly isTried: boolean;
  readonly ifMatch: string | undefined;
  readonly body: Json;
}

export async function startStandIn(): Promise<StandIn> {
  const objects = new Map<string, Json>();
  const versions = new Map<string, number>();
  const writes: Write[] = [];
  let refusal: Refusal | undefined;
  const etagOf = (at: string) => `"${versions.get(at) ?? 1}"`;
  const server = createServer(async (request, response) => {
    const asked = await read(request);
    const isWrite = asked.method !== 'get' && !asked.isTried;
    const at = itemOf(objects, asked.at);
    const { method, path, ifMatch } = asked;
    if (isWrite) writes.push({ method, path, ifMatch, etag: etagOf(at) });
    const answered = (isWrite && refusal) || answer(objects, asked, etagOf);
    if (isWrite && answered.status < 300) versions.set(at, (versions.get(at) ?? 1) + 1);
    send(response, answered, etagOf(at));
  });
  const port = await listenOnFreePort(server);
  return {
    url: `http://127.0.0.1:${port}`,
    writes,
    clear: () => {
      objects.clear();
      versions.clear();
      writes.length = 0;
      refusal = undefined;
    },
    refuseWrites: (one) => {
      refusal = one;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  let text = '';
  for await (const chunk of request) text += chunk;
  const [path = '', query = ''] = (request.url ?? '').split('?');
  return {
    method: (request.method ?? '').toLowerCase(),
    path,
    at: ownPath(path),
    isTried: query.includes('validate_only'),
    ifMatch: request.headers['if-match'],
    body: text === '' ? {} : JSON.parse(text),
  };
}

/** The organization of the cloud itself, which goes by its name too. */
const API = 'https://api.acme.test';
const ORGANIZATIONS = '/api/orgs';
const ADMIN = '00000000-0000-4000-8000-00000000ad00';

const NOT_FOUND: Refusal = { status: 404, body: { status: 404, code: 'not_found', message: ['Not found.'] } };

function send(response: ServerResponse, { status, body }: Refusal, etag: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ETag: etag }).end(JSON.stringify(body));
}

type EtagOf = (at: string) => string;

function answer(objects: Map<string, Json>, asked: Asked, etagOf: EtagOf): Refusal {
  const found = operationOf(asked.method, asked.path);
  if (!found) return NOT_FOUND;
  const responses = found.operation.responses as Record<string, Json>;
  const status = Number(Object.keys(responses).find((code) => code.startsWith('2')) ?? 200);
  const schema = schemaOf(responses[status]);
  if (isList(schema)) return { status, body: list(objects, asked.at, etagOf) };
  if (asked.method === 'post') return { status, body: create(objects, asked, schema) };
  const kept = objects.get(asked.at);
  if (!kept && isMade(found.template, asked.at)) return NOT_FOUND;
  const before = kept ?? { ...viewOf(schema), ...placeOf(asked.at) };
  const body = { ...withBody(schema, before, asked.method === 'get' ? {} : asked.body), ...derived(asked) };
  if (asked.method === 'delete' && !asked.isTried) objects.delete(asked.at);
  else if (!asked.isTried) objects.set(asked.at, body);
  return { status, body };
}

/** One object has one path: `admin` goes by its name and by its id, and organizations are made elsewhere than shown. */
const ownPath = (path: string): string =>
  path.replace(`/orgs/${ADMIN}`, '/orgs/admin').replace(/^\/api\/cloud\/orgs(?=\/|$)/, ORGANIZATIONS);

/** Whether it is one of those that are created; all others are there from the beginning. */
function isMade(template: string, at: string): boolean {
  const collection = at.slice(0, at.lastIndexOf('/'));
  return template.endsWith('}') && (collection === ORGANIZATIONS || operationOf('post', collection) !== null);
}

/** Where an object is, as the views of objects tell it. */
function placeOf(path: string): Json {
  const [, , within, organization = '', catalog = ''] = path.split('/');
  const url = { url: `${API}${path}` };
  const orgUrl = `${API}/api/orgs/${organization === 'admin' ? ADMIN : organization}`;
  if (within === 'orgs') return { ...url, org_url: orgUrl };
  if (within !== 'catalogs') return url;
  return { ...url, org_url: orgUrl, catalog_url: `${API}/api/catalogs/${organization}/${catalog}` };
}

/** The item that is asked for, or whose own action is. */
function itemOf(objects: Map<string, Json>, at: string): string {
  const of = at.slice(0, at.lastIndexOf('/'));
  return !objects.has(at) && objects.has(of) ? of : at;
}

/** Of an item's own action, such as passing an organization on, it is the item that is answered. */
function create(objects: Map<string, Json>, asked: Asked, schema: Schema): Json {
  const { at, body } = asked;
  const of = at.slice(0, at.lastIndexOf('/'));
  const item = objects.get(of);
  if (item) {
    const changed = { ...item, ...derived(asked) };
    if (at.endsWith('/reset')) objects.delete(of);
    else objects.set(of, changed);
    return changed;
  }
  const id = randomUUID();
  const made = { ...withBody(schema, { ...viewOf(schema), ...placeOf(at) }, body), ...derived(asked), id };
  objects.set(`${at}/${id}`, made);
  return made;
}

function list(objects: Map<string, Json>, collection: string, etagOf: EtagOf): Json {
  const within = [...objects].filter(([at]) => at.slice(0, at.lastIndexOf('/')) === collection);
  const results = within.map(([at, object]) => ({ ...object, etag: etagOf(at) }));
  return { total_results: results.length, results };
}

const isList = ({ properties }: Schema): boolean => properties !== undefined && 'total_results' in properties;

function schemaOf(response: Json | undefined): Schema {
  const content = response?.content as Record<string, { schema?: Schema }> | undefined;
  return content?.['application/json']?.schema ?? {};
}
