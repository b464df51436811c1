/** PBES2 with PBKDF2, HMAC-SHA-256 and AES-256-CBC (RFC 8018). */
const PBES2 = '2a864886f70d01050d';
const PBKDF2 = '2a864886f70d01050c';
const HMAC_SHA_256 = '2a864886f70d0209';
const AES_256_CBC = '60864801650304012a';

/** One element of DER (X.690). */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const octets = (bytes: number) => der(0x04, Buffer.alloc(bytes, 1));
const algorithm = (oid: string, ...parameters: Buffer[]) => sequence(der(0x06, Buffer.from(oid, 'hex')), ...parameters);

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt32BE(value, 1);
  return der(0x02, bytes.subarray(bytes.findIndex((byte) => byte !== 0) - 1));
}

/** An encrypted private key (RFC 5958) that asks for so many rounds before anything is known of it. */
export function costlyKey(rounds: number): string {
  const derivation = algorithm(PBKDF2, sequence(octets(8), integer(rounds), algorithm(HMAC_SHA_256, der(0x05))));
  const encryption = algorithm(PBES2, sequence(derivation, algorithm(AES_256_CBC, octets(16))));
  const key = sequence(encryption, octets(64)).toString('base64');
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${key}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
}
