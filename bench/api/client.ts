const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Speaks with a server outside of what is measured, and where single answers are timed. */
export interface Client {
  url: string;
  /** Of every request. */
  headers: Record<string, string>;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<void>;
  /** Milliseconds until the last byte of the answer. */
  time(path: string): Promise<number>;
}

/** Everything but 2xx is thrown: a refusal is quick, and would be measured as a success. */
export function createClient(url: string, token: string): Client {
  const headers = { Authorization: `Bearer ${token}` };
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(url + path, { ...init, headers: { ...headers, ...init.headers } });
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const write = (method: string, path: string, body: unknown) =>
    send(path, { method, headers: JSON_TYPE, body: JSON.stringify(body) });
  return {
    url,
    headers,
    get: async <Answer>(path: string) => (await send(path)).json() as Promise<Answer>,
    post: async <Answer>(path: string, body: unknown) => (await write('POST', path, body)).json() as Promise<Answer>,
    async put(path, body) {
      await (await write('PUT', path, body)).arrayBuffer();
    },
    async time(path) {
      const startedMs = performance.now();
      await (await send(path)).arrayBuffer();
      return performance.now() - startedMs;
    },
  };
}

/** The token of a user of the organization admin. */
export async function signIn(url: string, username: string, password: string): Promise<string> {
  const body = JSON.stringify({ grant_type: 'password', username, password });
  const response = await fetch(`${url}/api/token`, { method: 'POST', headers: JSON_TYPE, body });
  if (!response.ok) throw new Error(`The sign-in failed: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
