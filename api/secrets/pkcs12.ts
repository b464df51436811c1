import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { MAX_ROUNDS } from './key-derivation.ts';
import { PemError } from './pem.ts';

/** What Java wrote for years takes 300,000: 50,000 for each part and 100,000 for the seal. */
const MAX_ROUNDS_IN_ALL = 4 * MAX_ROUNDS;
const LONGEST_MS = 60_000;
const MAX_HEAP_MB = 128;

/** One at a time: each takes a core for seconds at worst. */
const oneAtATime = pLimit(1);

/** What a PKCS#12 archive holds, as PEM. */
export interface Pkcs12Content {
  certificates: string[];
  /** PKCS#8, not encrypted. */
  privateKeys: string[];
}

type Answer = { certificates: Uint8Array[]; keys: Uint8Array[] } | { fault: Fault };
type Fault = 'password' | 'rounds' | 'content';

const WORDS: Record<Fault | 'time', string> = {
  password: 'is PKCS#12 that the password does not open; send the right password',
  rounds: `is PKCS#12 whose password takes more than ${MAX_ROUNDS} rounds at once, or ${MAX_ROUNDS_IN_ALL} in all; write it with fewer: openssl pkcs12 -export -iter 10000`,
  content: 'is PKCS#12 that cannot be read: it is broken, or has other contents than certificates and keys',
  time: 'is PKCS#12 that takes too long to open; write it with fewer rounds: openssl pkcs12 -export -iter 10000',
};

/** Whether a text is PKCS#12 in base64: DER whose first element is the version 3 (RFC 7292, section 4). */
export function isPkcs12(text: string): boolean {
  const der = derOf(text.slice(0, 200));
  const start = der[1] === undefined || der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7f);
  return der[0] === 0x30 && der.subarray(start, start + 3).equals(Buffer.from([0x02, 0x01, 0x03]));
}

const derOf = (text: string): Buffer => Buffer.from(text.replace(/[\s\uFEFF]+/g, ''), 'base64');

/**
 * Opens an archive, also one that old tools encrypted with RC2 or 3DES, which Node cannot read.
 * @param text base64
 * @throws PemError
 */
export async function openPkcs12(text: string, password: string | null): Promise<Pkcs12Content> {
  const answer = await oneAtATime(() => askWorker(derOf(text), password));
  if ('fault' in answer) throw new PemError(WORDS[answer.fault]);
  const { certificates, keys } = answer;
  return {
    certificates: certificates.map((der) => pemOf('CERTIFICATE', der)),
    privateKeys: keys.map((der) => pemOf('PRIVATE KEY', der)),
  };
}

async function askWorker(archive: Buffer, password: string | null): Promise<Answer> {
  const passwords = password === null || password === '' ? [null, ''] : [password];
  const worker = new Worker(new URL('./pkcs12-worker.mjs', import.meta.url), {
    workerData: { archive, passwords, maxRounds: MAX_ROUNDS, maxRoundsInAll: MAX_ROUNDS_IN_ALL },
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    execArgv: [],
    env: {},
  });
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), LONGEST_MS);
  try {
    const [answer] = await once(worker, 'message', { signal: tooLong.signal });
    return answer;
  } catch (error) {
    if (tooLong.signal.aborted) throw new PemError(WORDS.time);
    // Its memory has a bound that an archive may be made to pass.
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') throw new PemError(WORDS.content);
    throw error;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function pemOf(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
