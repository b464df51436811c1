import { pbkdf2Sync } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import forge from 'node-forge';

// A thread of its own: what a password is turned into takes seconds in JavaScript, and nobody shall wait for it meanwhile.
// Plain JavaScript since Node starts it from its source.

const { archive, passwords, maxRounds, maxRoundsInAll } = workerData;
const { asn1, pki } = forge;

class TooManyRounds extends Error {}

let roundsLeft = maxRoundsInAll;

/** The derivation, unless it or all of them together take more rounds than they may. */
function bounded(derive, positionOfRounds) {
  return (...given) => {
    const rounds = given[positionOfRounds];
    roundsLeft -= rounds;
    if (!(rounds <= maxRounds && roundsLeft >= 0)) throw new TooManyRounds();
    return derive(...given);
  };
}

// Also what is hidden in encrypted parts is derived by these, so that no bound on the whole could be read in advance.
forge.pkcs12.generateKey = bounded(forge.pkcs12.generateKey, 3);
pki.pbe.generatePkcs12Key = bounded(pki.pbe.generatePkcs12Key, 3);
forge.pkcs5.pbkdf2 = bounded(derivePbkdf2, 2);

/** Node's own is quick, and takes passwords as UTF-8, as others do who write archives. */
function derivePbkdf2(password, salt, rounds, length, digest) {
  const made = pbkdf2Sync(password ?? '', Buffer.from(salt, 'latin1'), rounds, length, digest?.algorithm ?? 'sha1');
  return made.toString('latin1');
}

// Certificates and keys are OpenSSL's business, which knows more kinds; what the library cannot read it gives as it is.
const leaveAsIs = () => {
  throw new Error('left as it is');
};
pki.certificateFromAsn1 = leaveAsIs;
pki.privateKeyFromAsn1 = leaveAsIs;

function open(password) {
  const pfx = asn1.fromDer(forge.util.createBuffer(Buffer.from(archive).toString('latin1')));
  const bags = forge.pkcs12.pkcs12FromAsn1(pfx, false, password).safeContents.flatMap(({ safeBags }) => safeBags);
  const contentOf = (wanted) =>
    bags
      .filter(({ type }) => wanted.includes(type))
      .map((bag) => Buffer.from(asn1.toDer(bag.asn1).getBytes(), 'latin1'));
  const { certBag, keyBag, pkcs8ShroudedKeyBag } = pki.oids;
  return { certificates: contentOf([certBag]), keys: contentOf([keyBag, pkcs8ShroudedKeyBag]) };
}

function faultOf(error) {
  if (error instanceof TooManyRounds) return 'rounds';
  return /password|MAC could not|decrypt/i.test(error.message) ? 'password' : 'content';
}

/** No password can mean none, or an empty one (RFC 7292, appendix B.1). */
function openWithAny() {
  let fault = 'content';
  for (const password of passwords) {
    try {
      return open(password ?? undefined);
    } catch (error) {
      fault = faultOf(error);
      if (fault !== 'password') break;
    }
  }
  return { fault };
}

parentPort?.postMessage(openWithAny());
