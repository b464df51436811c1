import { type IncomingMessage, request as requestPlainly } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import type { Config } from '../config.ts';
import { type Command, type CommandCall, UsageError } from './command.ts';

/** Longer than /readyz ever takes. */
const ANSWER_TIMEOUT_MS = 4_000;
const LARGEST_BYTES = 64 * 1024;

/** Everywhere is no address to ask. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

export const healthCommand: Command = {
  name: 'health',
  summary: 'Asks the process that runs with these settings whether it is well.',
  help: `It goes by GATEPOST_HOST, GATEPOST_PORT and the certificate, as the process does: over TLS where that serves TLS, and
whatever name the certificate is for. It ends with 0 when the process is well, and with 1 when it is not or does not answer
within ${ANSWER_TIMEOUT_MS / 1_000} seconds. Nothing is changed and nobody signs in.`,
  flags: { ready: 'whether it can do its work (/readyz), and what is missing; without it whether it lives (/livez)' },
  run,
};

async function run({ config, flags, say, report }: CommandCall): Promise<void> {
  if (config.port === 0) throw new UsageError('GATEPOST_PORT is 0, so that nobody knows where it listens.');
  const [path, well] = flags.has('ready') ? ['/readyz', 'ready'] : ['/livez', 'alive'];
  const origin = originOf(config);
  const { status, body } = await ask(new URL(path, origin)).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Gatepost at ${origin} did not answer (${error.code ?? error.name}).`);
  });
  if (status !== 200) throw new Error(`Gatepost at ${origin} is not ${well}: it answered ${status}.${missing(body)}`);
  say(`Gatepost at ${origin} is ${well}.`);
  report({ url: `${origin}${path}`, status });
}

function originOf({ host, port, tls }: Config): string {
  const address = LOOPBACK[host] ?? host;
  return `${tls ? 'https' : 'http'}://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/**
 * The certificate is for names that others know the API by, and perhaps from an authority of theirs, so that it is not
 * verified: what is asked is open to anybody, and nothing secret is sent.
 */
async function ask(url: URL): Promise<{ status: number; body: string }> {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked =
      url.protocol === 'https:'
        ? requestOverTls(url, { signal, rejectUnauthorized: false, agent: false }, resolve)
        : requestPlainly(url, { signal, agent: false }, resolve);
    asked.on('error', reject).end();
  });
  return { status: response.statusCode ?? 0, body: await textOf(response) };
}

/** Nothing where it is more than such an answer ever is. */
async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response) {
    bytes += part.length;
    if (bytes > LARGEST_BYTES) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

const readiness = z.object({
  checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() })),
});

/** A line for each check that is not passed; nothing of what is no readiness. */
function missing(body: string): string {
  const read = readiness.safeParse(parsed(body));
  const failed = Object.entries(read.data?.checks ?? {}).filter(([, { ok }]) => !ok);
  return failed.map(([name, { detail = '' }]) => `\n  ${cleanText(`${name}: ${detail}`)}`).join('');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
