import { Agent, get } from 'node:http';

/** Connections stay open, as a browser keeps them. */
const agent = new Agent({ keepAlive: true });

/** Milliseconds from asking for paths, all at once, until each has begun to answer. */
export async function firstByteMs(
  url: string,
  headers: Record<string, string>,
  paths: readonly string[],
): Promise<number> {
  const startedMs = performance.now();
  const arrived = await Promise.all(paths.map((path) => ask(url + path, headers)));
  return Math.max(...arrived) - startedMs;
}

/** When the first byte came, once all have. @throws for anything but 200 */
function ask(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { ...headers, 'Accept-Encoding': 'gzip' } }, (response) => {
      const atMs = performance.now();
      response.resume().once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve(atMs);
        else reject(new Error(`GET ${url}: ${response.statusCode}`));
      });
    });
    request.once('error', reject);
  });
}
