import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Authority, createAuthority } from '../../toolbox/certificate-authority.ts';

/** A web server that knows files and nothing else, as any does, over HTTPS. */
export interface StaticServer {
  port: number;
  authority: Authority;
  /** The paths that were asked for. */
  asked: string[];
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = { '.json': 'application/json', '.zip': 'application/zip' };

export async function serveFolder(folder: string): Promise<StaticServer> {
  const authority = await createAuthority();
  const { certificatePem: cert, privateKeyPem: key } = await authority.issueServer(['localhost', '127.0.0.1']);
  const asked: string[] = [];
  const server = createServer({ cert, key }, async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'https://localhost');
    asked.push(pathname);
    const path = join(folder, pathname);
    const isFile = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isFile) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    authority,
    asked,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
