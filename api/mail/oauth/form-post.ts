import { lookup } from 'node:dns';
import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction, type TcpSocketConnectOpts } from 'node:net';
import { deadline } from '../server/deadline.ts';
import { type DestinationRules, mayDial } from '../server/destination.ts';
import { hostOf, isLoopback } from './token-url.ts';

/** Also how long a token endpoint can keep others waiting, in any process. */
export const POST_TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 65_536;
/** The default of 250 ms an address is too short for a far or busy server. */
const ATTEMPT_TIMEOUT_MS = 2_500;

export const NOT_PERMITTED = 'NOT_PERMITTED';
export const TOO_LARGE = 'TOO_LARGE';

export interface FormAnswer {
  status: number;
  text: string;
}

/**
 * Posts a form, and reads the answer up to 64 KB within ten seconds. Certificates are verified, redirects are not
 * followed, and only an address that the rules allow is dialled.
 * @throws NodeJS.ErrnoException, with NOT_PERMITTED, TOO_LARGE or ETIMEDOUT for its code too
 */
export async function postForm(url: URL, form: URLSearchParams, rules: DestinationRules): Promise<FormAnswer> {
  const sent = dial(url, rules);
  const bound = deadline(POST_TIMEOUT_MS);
  const giveUp = () => sent.destroy(bound.signal.reason);
  bound.signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await read(await answered(sent, form));
  } catch (error) {
    // An answer that is broken off says only that it was.
    throw bound.signal.aborted ? bound.signal.reason : error;
  } finally {
    bound.release();
    sent.destroy();
  }
}

function dial(url: URL, rules: DestinationRules): ClientRequest {
  const host = hostOf(url);
  // Node looks up names alone.
  if (isIP(host) !== 0 && !isAllowed(url, host, rules)) throw notPermitted(host);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return request(url, optionsFor(url, rules));
}

function optionsFor(url: URL, rules: DestinationRules): RequestOptions & Partial<TcpSocketConnectOpts> {
  return {
    method: 'POST',
    // A connection of its own, never one that was opened for somebody else.
    agent: false,
    lookup: lookupWithin(url, rules),
    autoSelectFamilyAttemptTimeout: ATTEMPT_TIMEOUT_MS,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
  };
}

/** Asked of the very addresses that are dialled: a name may lead elsewhere than it did before. */
function lookupWithin(url: URL, rules: DestinationRules): LookupFunction {
  return (host, options, answer) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const allowed = found?.filter(({ address }) => isAllowed(url, address, rules)) ?? [];
      const [first] = allowed;
      if (error || !first) answer(error ?? notPermitted(host), '');
      else if (options.all) answer(null, allowed);
      else answer(null, first.address, first.family);
    });
  };
}

/** Without TLS secrets stay on this machine. */
function isAllowed(url: URL, address: string, rules: DestinationRules): boolean {
  return mayDial(hostOf(url), address, rules) && (url.protocol === 'https:' || isLoopback(address));
}

const notPermitted = (host: string): Error =>
  Object.assign(new Error(`${host} may not be dialled`), { code: NOT_PERMITTED });

function answered(sent: ClientRequest, form: URLSearchParams): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once('response', resolve);
    // An error after the answer began is the answer's too.
    sent.on('error', reject);
    sent.end(form.toString());
  });
}

async function read(answer: IncomingMessage): Promise<FormAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw Object.assign(new Error('The answer is too large.'), { code: TOO_LARGE });
    chunks.push(chunk);
  }
  return { status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
}
