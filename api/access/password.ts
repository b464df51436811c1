import { hash, verify } from '@node-rs/argon2';
import { createConcurrencyLimit } from './concurrency.ts';

/** argon2id with the first recommendation of OWASP's password storage cheat sheet: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One of the four threads of Node's pool stays free for everything else. */
const AT_ONCE = 3;
const WAITING_AT_MOST = 300;

const limited = createConcurrencyLimit(AT_ONCE, WAITING_AT_MOST);

/** Asked right before a password is verified; it throws to refuse. */
export type Admit = () => Promise<void>;
const always: Admit = async () => undefined;

export function hashPassword(password: string): Promise<string> {
  return limited(() => hash(password, PARAMETERS));
}

export function verifyPassword(passwordHash: string, password: string, admit = always): Promise<boolean> {
  return limited(async () => {
    await admit();
    return verify(passwordHash, password);
  });
}

let decoy: Promise<string> | undefined;

/** Spends the time of a verification where there is no password, so that time does not tell who exists. */
export async function verifyNothing(password: string, admit = always): Promise<void> {
  decoy ??= hashPassword('nobody has this password');
  await verifyPassword(await decoy, password, admit);
}
