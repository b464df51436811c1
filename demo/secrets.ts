import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Gatepost } from '../api/start.ts';
import { assertSearchFinds, type Finding, type Secret, searchFile, visitParts } from '../lab/secret-search.ts';

/** How many characters of base64url tokens have; only their hashes are known, so every run that long is hashed. */
const TOKEN_LENGTHS = { access: 43, link: 48 };
const TOKEN_RUN = new RegExp(`[A-Za-z0-9_-]{${TOKEN_LENGTHS.access},}`, 'g');

/**
 * Looks for every password and every token ever issued in state and plan: unzipped, with private data decoded.
 * @throws when one is found, or when the search would not even find a text that is known to be there.
 */
export async function demandNoSecrets(
  gatepost: Gatepost,
  files: string[],
  secrets: Secret[],
  planted: string,
): Promise<string> {
  await assertSearchFinds(planted, files);
  const hashes = await tokenHashes(gatepost);
  const findings: Finding[] = [];
  for (const file of files) {
    findings.push(...(await searchFile(file, secrets)), ...(await searchTokens(file, hashes)));
  }
  if (findings.length > 0) {
    throw new Error(
      `Secrets leaked:\n${findings.map(({ secret, where, form }) => `  ${secret} in ${where} (${form})`).join('\n')}`,
    );
  }
  const names = secrets.map(({ name }) => name).join(', ');
  return `${names} and all ${hashes.size} tokens issued so far`;
}

async function tokenHashes(gatepost: Gatepost): Promise<Set<string>> {
  const rows: { token_hash: string }[] = await gatepost.context.database.query(
    `SELECT token_hash FROM access_token UNION ALL SELECT token_hash FROM refresh_token
     UNION ALL SELECT token_hash FROM one_time_token`,
  );
  return new Set(rows.map(({ token_hash: hash }) => hash));
}

async function searchTokens(file: string, hashes: Set<string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  await visitParts(await readFile(file), file, (part, where) => {
    for (const candidate of candidatesIn(part)) {
      const hash = createHash('sha256').update(candidate).digest('hex');
      if (hashes.has(hash)) findings.push({ secret: 'a token', where, form: 'plain' });
    }
  });
  return findings;
}

function candidatesIn(part: Buffer): string[] {
  const runs = part.toString('latin1').match(TOKEN_RUN) ?? [];
  return runs.flatMap((run) => Object.values(TOKEN_LENGTHS).flatMap((length) => windows(run, length)));
}

function windows(run: string, length: number): string[] {
  return Array.from({ length: Math.max(0, run.length - length + 1) }, (_, start) => run.slice(start, start + length));
}
