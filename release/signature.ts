import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMessage, decryptKey, type PrivateKey, readKey, readPrivateKey, sign } from 'openpgp';
import { releaseNames } from './provider-release.ts';

/** The public half of the key a release was signed with, beside the release. */
export const PUBLIC_KEY = 'signing-key.asc';

/**
 * Signs the sums of a release with an OpenPGP key from outside, as registries and engines want it: a detached signature,
 * in binary, in a file beside the sums.
 * @param passphrase when the key is locked
 */
export async function signRelease(
  folder: string,
  version: string,
  armoredKey: string,
  passphrase: string | undefined,
): Promise<void> {
  const { sums, signature } = releaseNames(version);
  const signingKeys = await unlock(armoredKey, passphrase);
  const message = await createMessage({ binary: new Uint8Array(await readFile(join(folder, sums))) });
  const signed = await sign({ message, signingKeys, detached: true, format: 'binary' });
  await writeFile(join(folder, signature), signed as Uint8Array);
  await writeFile(join(folder, PUBLIC_KEY), signingKeys.toPublic().armor());
}

async function unlock(armoredKey: string, passphrase: string | undefined): Promise<PrivateKey> {
  const privateKey = await readPrivateKey({ armoredKey }).catch(() => {
    throw new Error(
      'The signing key is no private OpenPGP key in ASCII armour (gpg --armor --export-secret-keys <id>).',
    );
  });
  if (privateKey.isDecrypted()) return privateKey;
  if (passphrase === undefined) throw new Error('The signing key is locked: give its passphrase.');
  return decryptKey({ privateKey, passphrase }).catch(() => {
    throw new Error('The passphrase does not open the signing key.');
  });
}

/** The number by which engines name a key. */
export async function keyIdOf(armoredKey: string): Promise<string> {
  return (await readKey({ armoredKey })).getKeyID().toHex().toUpperCase();
}
