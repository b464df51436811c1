/** No usable answer came. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** Whether another attempt may well succeed. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient: boolean) {
    super(message);
    this.isTransient = isTransient;
  }
}

const CERTIFICATE_CODES = new Set([
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const NAMED_CODES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name; use the name the certificate is for',
  ENOTFOUND: 'no host has this name; check `endpoint`',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there; perhaps `endpoint` should start with http://',
  EPROTO: 'it does not speak TLS there; perhaps `endpoint` should start with http://',
};

const TRANSIENT_CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; is the API running, and is `endpoint` right?',
  EAI_AGAIN: 'its host name can not be looked up at the moment',
};

/** What the socket's error means, in words that say what to do. */
export function explainConnection(origin: string, cause: Error & { code?: string }): ConnectionError {
  const { code = '' } = cause;
  if (CERTIFICATE_CODES.has(code)) {
    const fix = 'set `ca_certificate_pem` or GATEPOST_CA_CERTIFICATE_FILE to the certificate of its authority';
    return new ConnectionError(`${origin} can not be trusted (${code}): ${fix}`, false);
  }
  const lasting = NAMED_CODES[code];
  if (lasting) return new ConnectionError(`${origin} can not be used: ${lasting} (${code})`, false);
  const reason = TRANSIENT_CODES[code] ?? brokenConnection(origin);
  return new ConnectionError(`${origin} can not be reached: ${reason} (${code || cause.message})`, true);
}

/** A server that speaks TLS closes a plain connection without a word. */
function brokenConnection(origin: string): string {
  const advice = '; if it speaks TLS there, `endpoint` has to start with https://';
  return `the connection broke${origin.startsWith('http:') ? advice : ''}`;
}
