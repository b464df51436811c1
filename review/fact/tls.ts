import { join, say } from '../markdown/markdown.ts';
import { difference, isNew, isUpdated, told, valueAfter, valueBefore } from './change.ts';
import type { Fact, Kind, Telling } from './fact.ts';

const CERTIFICATE = ['ca_cert_pem', 'cert_pem', 'pkcs12', 'fingerprint_sha256', 'subject', 'not_after'];

/** Of keystores and truststores: which certificate, and until when. */
function certificate({ change }: Telling): Fact | undefined {
  if (change.after === null) return undefined;
  const isOther = CERTIFICATE.some((name) => isUpdated(change, name));
  if (!isNew(change) && !isOther) return undefined;
  const [subject, end] = [told(valueAfter(change, 'subject')), told(valueAfter(change, 'not_after'))];
  if (isNew(change)) return { told: say`It holds ${subject}, valid until ${end}.`, about: CERTIFICATE };
  const before = told(valueBefore(change, 'not_after'));
  return {
    told: say`It will hold ${subject}, valid until ${end} (before: ${before}), for everybody who uses it at once.`,
    about: CERTIFICATE,
    asked: say`Do the servers that are reached by it know the new certificate already?`,
  };
}

export const keystore: Kind = { noun: 'Keystore', facts: (telling) => [certificate(telling)] };
export const truststore: Kind = { noun: 'Truststore', facts: (telling) => [certificate(telling)] };

export const tlsClientProfile: Kind = {
  noun: 'TLS client profile',
  facts: ({ change }) => [unverified(change), outdated(change)],
};

function unverified(change: Telling['change']): Fact | undefined {
  const name = 'insecure_server_connections';
  if (valueAfter(change, name) !== true || valueBefore(change, name) === true) return undefined;
  return {
    told: say`Certificates of servers will not be verified: anybody in between can pose as them.`,
    about: [name],
    asked: say`Could a truststore with the authority of the server do instead of no verification?`,
  };
}

function outdated(change: Telling['change']): Fact | undefined {
  const gained = difference(change, 'protocols').gained.filter((each) => ['tls_v1.0', 'tls_v1.1'].includes(each));
  if (gained.length === 0) return undefined;
  return {
    told: say`Protocols that are out of date may be spoken: ${join(gained)}.`,
    asked: say`Who still needs ${join(gained)}?`,
  };
}
