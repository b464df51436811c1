import type { SmtpServer, TlsSettings } from '../server/smtp-server-settings.ts';
import type { StageFailure } from '../server/stage.ts';
import { type TlsMode, tlsModeOf } from '../server/tls-mode.ts';
import { runSession } from '../smtp/smtp-session.ts';
import { CIPHERS } from '../tls/ciphers.ts';
import type { TlsSeen } from '../tls/tls-seen.ts';

/** What a second connection showed of a server that the first one failed with. */
export interface SecondLook {
  /** The mode of TLS in which the server does answer; null: that was not tried, or it does not. */
  answersIn: TlsMode | null;
  /** The certificates that were refused. */
  tls: TlsSeen | null;
}

const NOTHING: SecondLook = { answersIn: null, tls: null };

/** A profile as wide as can be, for a server that has none. */
const ANY_TLS: TlsSettings = {
  protocols: ['tls_v1.2', 'tls_v1.3'],
  ciphers: [...CIPHERS],
  elliptic_curve_auto_negotiation: true,
  elliptic_curve: null,
  server_name_indication: true,
  insecure_server_connections: true,
  truststore_pem: null,
  certificate_pem: null,
  private_key_pem: null,
};

/**
 * Connects once more where that tells more: to a silent server in the other mode of TLS, to one with a certificate that is
 * not trusted without verifying it. Nobody signs in and no mail is sent, for it is not known who is there.
 */
export async function lookAgain(server: SmtpServer, failure: StageFailure, signal?: AbortSignal): Promise<SecondLook> {
  const mode = tlsModeOf(server);
  if (isSilence(failure)) {
    const other = mode === 'implicit' ? 'starttls' : 'implicit';
    const { transcript } = await runSession(unverified(server, other), null, signal);
    return { ...NOTHING, answersIn: transcript.greeting === '' || transcript.greetsInTls ? null : other };
  }
  if (mode === null || !isDistrust(failure)) return NOTHING;
  const { transcript } = await runSession(unverified(server, mode), null, signal);
  return { ...NOTHING, tls: transcript.evidence.tls };
}

/** Before a greeting or a handshake: where one side waits for the other to begin. */
const isSilence = ({ stage, errorCode }: StageFailure): boolean =>
  errorCode === 'ETIMEDOUT' && (stage === 'greeting' || stage === 'tls');

/** Codes of X.509, and the name that a certificate is not made out to. */
const DISTRUST =
  /CERT_(?!IFICATE_(?:REQUIRED|EXPIRED))|SELF_SIGNED|UNABLE_TO_|ALTNAME|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH/;

const isDistrust = ({ stage, errorCode }: StageFailure): boolean =>
  stage === 'tls' && errorCode !== null && !errorCode.startsWith('ERR_SSL_') && DISTRUST.test(errorCode);

function unverified(server: SmtpServer, tls_mode: TlsMode): SmtpServer {
  const tls = { ...(server.tls ?? ANY_TLS), insecure_server_connections: true };
  return { ...server, secure: true, tls_mode, tls, username: null, password: null };
}
