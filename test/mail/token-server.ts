import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Issued } from '../../toolbox/certificate-authority.ts';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

/** What the token endpoint was asked, as a form. */
export type Asked = Readonly<Record<string, string>>;

/** What it answers: a JSON, with its status; or whatever the function does with the response. */
export type TokenReply = { status?: number; body: object | string } | ((response: ServerResponse) => void);

export interface TokenServer {
  url: string;
  asked: Asked[];
  /** Answers from now on like this; may be changed at any time. */
  reply: (asked: Asked, nth: number) => TokenReply | Promise<TokenReply>;
  stop(): Promise<void>;
}

/** A token endpoint on this machine that issues `token-1`, `token-2` …, each good for an hour, unless told otherwise. */
export async function startTokenServer(certificate?: Issued): Promise<TokenServer> {
  const asked: Asked[] = [];
  const server: Server = certificate
    ? createHttpsServer({ key: certificate.privateKeyPem, cert: certificate.certificatePem })
    : createServer();
  const port = await listenOnFreePort(server);
  const started: TokenServer = {
    url: `${certificate ? 'https' : 'http'}://localhost:${port}/token`,
    asked,
    reply: (_asked, nth) => ({ body: issue(`token-${nth}`) }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on('request', async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    asked.push(form);
    const reply = await started.reply(form, asked.length);
    if (typeof reply === 'function') return reply(response);
    response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json' });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  });
  return started;
}

export const issue = (access_token: string, more: object = {}) => ({
  access_token,
  token_type: 'Bearer',
  expires_in: 3600,
  ...more,
});
