import { X509Certificate } from 'node:crypto';
import { bool, list, object, string } from '../framework/attribute-builder.ts';
import { attributeError } from '../framework/diagnostic.ts';
import { defineFunction } from '../framework/function.ts';
import { certificatesFault } from '../rest/pem.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/;

export const certificateInfo = defineFunction({
  name: 'certificate_info',
  summary: 'What a certificate says of itself.',
  description:
    'Reads a PEM certificate; of several the first, which in a chain is that of the server or client itself. Names, fingerprint and times are written as the API shows them for keystores and truststores. Nothing depends on the clock: compare `not_after` with `plantimestamp()`.',
  parameters: {
    certificate_pem: string({
      description: 'The certificate, PEM; what stands before and behind it is passed over.',
      required: true,
      constraint: { maxLength: 1_048_576 },
      validate: certificatesFault,
    }),
  },
  returns: object(
    {
      subject: string({ description: 'Whose it is, as in `CN=smtp.example.com, O=Example`.', computed: true }),
      issuer: string({ description: 'Who signed it.', computed: true }),
      serial_number: string({ description: 'Serial number, hexadecimal in upper case.', computed: true }),
      not_before: string({ description: 'When it begins (RFC 3339, UTC).', computed: true }),
      not_after: string({ description: 'When it ends (RFC 3339, UTC).', computed: true }),
      fingerprint_sha256: string({ description: 'SHA-256 of its DER, as in `AB:CD:…`.', computed: true }),
      dns_names: list('string', { description: 'Host names that it is made out to.', computed: true }),
      ip_addresses: list('string', { description: 'IP addresses that it is made out to.', computed: true }),
      is_ca: bool({ description: 'Whether it may sign others.', computed: true }),
    },
    { description: 'What it says.', computed: true },
  ),
  call: ({ certificate_pem: pem }) => {
    const certificate = readCertificate(pem);
    return {
      subject: oneLine(certificate.subject),
      issuer: oneLine(certificate.issuer),
      serial_number: certificate.serialNumber,
      not_before: new Date(certificate.validFrom).toISOString(),
      not_after: new Date(certificate.validTo).toISOString(),
      fingerprint_sha256: certificate.fingerprint256,
      dns_names: namesOf(certificate, 'DNS'),
      ip_addresses: namesOf(certificate, 'IP Address'),
      is_ca: certificate.ca,
    };
  },
});

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(BLOCK.exec(pem)?.[0] ?? '');
  } catch {
    const detail = 'It is PEM, but its base64 or its content is broken.';
    throw attributeError(['certificate_pem'], 'The certificate can not be read', detail);
  }
}

const oneLine = (name: string | undefined): string => (name ?? '').split('\n').filter(Boolean).join(', ');

/** Node writes names as `DNS:a, IP Address:::1`, and those with odd characters as JSON strings. */
const NAME = /(?:^|, )([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)/g;

function namesOf({ subjectAltName }: X509Certificate, kind: string): string[] {
  const all = [...(subjectAltName ?? '').matchAll(NAME)];
  return all.flatMap(([, label, name = '']) =>
    label === kind ? [name.startsWith('"') ? JSON.parse(name) : name] : [],
  );
}
