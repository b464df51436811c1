import { join } from 'node:path';
import { addEvents } from '../audit/audit-event.ts';
import { systemEvent } from '../audit/system-event.ts';
import type { Config } from '../config.ts';
import type { Cipher } from '../context.ts';
import { openInstallation } from '../installation.ts';
import { createCipher } from '../secrets/encryption.ts';
import { readOrCreateKey } from '../secrets/key-file.ts';
import { countOutdated, type Rotation, rotateKey } from '../secrets/rotation.ts';
import type { Command } from './command.ts';
import { onDatabase } from './on-database.ts';

const HELP = `It works while the API runs, can be broken off and begun again, and run twice.

  1. Every process: GATEPOST_ENCRYPTION_KEY=<old>  GATEPOST_ENCRYPTION_KEY_PREVIOUS=<new>   (needed with several only)
  2. Every process: GATEPOST_ENCRYPTION_KEY=<new>  GATEPOST_ENCRYPTION_KEY_PREVIOUS=<old>
  3. With the same variables: gatepost rotate-key
  4. Every process: GATEPOST_ENCRYPTION_KEY=<new>

Each variable may be a file instead, with _FILE after its name. Keep <old> as long as you keep backups made with it.`;

export const rotateKeyCommand: Command = {
  name: 'rotate-key',
  summary: 'Encrypts every stored secret anew with GATEPOST_ENCRYPTION_KEY.',
  help: HELP,
  async run({ config, say, report }) {
    const cipher = await cipherOf(config);
    await onDatabase(config, say, async (database) => {
      const { adminOrgId } = await openInstallation(database, cipher);
      const rotations: Rotation[] = [];
      await rotateKey(database, cipher, (rotation) => {
        rotations.push(rotation);
        say(describe(rotation));
      });
      const rotated = rotations.reduce((sum, each) => sum + each.rotated, 0);
      const event = systemEvent('rotate-key', adminOrgId, { object_type: 'encryption_key' });
      if (rotated > 0) await addEvents(database.manager, [event]);
      conclude(await countOutdated(database, cipher), rotations);
      say('Every secret is written with the current key.');
      report({
        rotated,
        columns: rotations.map(({ table, column, rotated: anew }) => ({ table, column, rotated: anew })),
      });
    });
  },
};

async function cipherOf(config: Config): Promise<Cipher> {
  const key = config.encryptionKey ?? (await readOrCreateKey(join(config.dataDir, 'encryption-key')));
  return createCipher(key, config.previousEncryptionKeys);
}

function describe({ table, column, rotated, unreadable }: Rotation): string {
  const lost = unreadable.length > 0 ? `, ${unreadable.length} written with a key that was not given` : '';
  return `${table}.${column}: ${rotated} written anew${lost}`;
}

/** @throws when something is left, with what to do about it. */
function conclude(outdated: number, rotations: readonly Rotation[]): void {
  if (outdated === 0) return;
  const lost = rotations.flatMap(({ table, column, unreadable }) => unreadable.map((id) => `${table}.${column} ${id}`));
  if (lost.length > 0) {
    throw new Error(
      `No given key reads these:\n${lost.map((each) => `  ${each}`).join('\n')}\n` +
        'Add the key they were written with to GATEPOST_ENCRYPTION_KEY_PREVIOUS and run this again.',
    );
  }
  throw new Error(
    `${outdated} secrets were written with an older key meanwhile: a process still runs with it as ` +
      'GATEPOST_ENCRYPTION_KEY. Restart that one and run this again.',
  );
}
