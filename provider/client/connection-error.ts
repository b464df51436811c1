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

const PROXY_CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no host has this name',
  EAI_AGAIN: 'its host name can not be looked up at the moment',
};

/** What went wrong before the proxy had let us through. */
export function explainProxy(
  origin: string,
  proxy: string,
  cause: Error & { code?: string; statusCode?: number },
): ConnectionError {
  const { code = '', statusCode } = cause;
  const reason = PROXY_CODES[code] ?? cause.message;
  const advice =
    statusCode === 407
      ? 'It asks for a user and a password, which stand before its host: http://user:password@host'
      : 'Correct the variable, or name the host of the API in NO_PROXY where it is reached without one';
  const told = `${origin} can not be reached through ${proxy}: ${reason}${code && ` (${code})`}. ${advice}`;
  // What lies behind a proxy may be away for a moment, as one that is refused a way never is.
  return new ConnectionError(told, statusCode === undefined ? code !== 'ENOTFOUND' : statusCode >= 500);
}
