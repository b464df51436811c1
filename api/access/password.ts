import { hash, verify } from '@node-rs/argon2';
import { createConcurrencyLimit } from './concurrency.ts';
import type { Admission } from './sign-in-guard.ts';

/** argon2id with the first recommendation of OWASP's password storage cheat sheet: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One of the four threads of Node's pool stays free for everything else. */
const AT_ONCE = 3;
const WAITING_AT_MOST = 300;

const limited = createConcurrencyLimit(AT_ONCE, WAITING_AT_MOST);

export function hashPassword(password: string): Promise<string> {
  return limited(() => hash(password, PARAMETERS));
}

/**
 * Whether it is the password. Null: there is none to compare with, which takes as long, so that time does not tell who
 * exists.
 */
export async function verifyPassword(
  admission: Admission,
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const compared = passwordHash ?? (await decoy);
  const isSame = await limited(async () => {
    await admission.demand();
    return verify(compared, password);
  });
  return isSame && passwordHash !== null;
}

let decoy: Promise<string> | undefined;
