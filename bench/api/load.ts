import autocannon, { type Options, type Request, type Result } from 'autocannon';
import type { Client } from './client.ts';

const CONNECTIONS = 10;
/** How often the load generator looks whether it is done. */
const LOOK_MS = 50;

/**
 * Reads so often, and answers how many reads that were a second. It is a number of requests rather than a time because a
 * server goes on with requests that were broken off, and would take that from the contestant whose turn is next.
 */
export function readsPerSecond({ url, headers }: Client, path: string, amount: number): Promise<number> {
  return fire({ url: url + path, headers, amount });
}

/** Creates so many objects, each with a body and headers of its own; answers how many that were a second. */
export function creationsPerSecond(
  { url, headers }: Client,
  path: string,
  amount: number,
  next: () => { body: unknown; headers?: Record<string, string> },
): Promise<number> {
  const setupRequest = (request: Request): Request => {
    const { body, headers: own } = next();
    return {
      ...request,
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json', ...own },
      body: JSON.stringify(body),
    };
  };
  return fire({ url: url + path, amount, requests: [{ setupRequest }] });
}

/** Answers requests a second, until the last answer. @throws for anything but 2xx: refusals are quick. */
function fire(options: Options & { amount: number }): Promise<number> {
  const startedMs = performance.now();
  let lastMs = startedMs;
  return new Promise((resolve, reject) => {
    const all = { connections: Math.min(CONNECTIONS, options.amount), sampleInt: LOOK_MS, timeout: 60, ...options };
    const instance = autocannon(all, (error: Error | null, result: Result) => {
      const failed = error === null ? result.non2xx + result.errors : 0;
      if (error !== null) reject(error);
      else if (failed > 0) reject(new Error(`${failed} requests to ${options.url} failed.`));
      else resolve(options.amount / ((lastMs - startedMs) / 1000));
    });
    instance.on('response', () => {
      lastMs = performance.now();
    });
  });
}
