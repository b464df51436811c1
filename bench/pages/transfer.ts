import { get } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** What a browser loads for a page at its first visit: the page and its assets, packed as they travel. */
export async function transferOf(url: string, path: string, headers: Record<string, string>): Promise<number> {
  const page = await load(url + path, headers);
  const html = gunzipSync(page).toString();
  const assets = new Set(html.match(/(?<=(?:src|href)=")\/assets\/[^"#]+/g));
  const loaded = await Promise.all([...assets].map((asset) => load(url + asset, headers)));
  return loaded.reduce((sum, { length }) => sum + length, page.length);
}

/** The bytes as they came; `fetch` would unpack them. */
function load(url: string, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { ...headers, 'Accept-Encoding': 'gzip' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(parts));
        else reject(new Error(`GET ${url}: ${response.statusCode}`));
      });
    });
    request.once('error', reject);
  });
}
