import type { AccessTokens } from './access-token.ts';
import type { DestinationRules } from './destination.ts';
import type { TlsMode } from './tls-mode.ts';

/** How TLS is spoken to a mail server: a TLS client profile with the contents of its stores. */
export interface TlsSettings {
  /** What people call the profile. */
  profile_name?: string;
  /** `tls_v1.0` … `tls_v1.3`; exactly these are used. */
  protocols: string[];
  /** Names as in `CIPHERS`. */
  ciphers: string[];
  elliptic_curve_auto_negotiation: boolean;
  elliptic_curve: string | null;
  server_name_indication: boolean;
  /** True: the server's certificate is not verified at all. */
  insecure_server_connections: boolean;
  /** When given, only these authorities are trusted: the system's roots are not. */
  truststore_pem: string | null;
  certificate_pem: string | null;
  private_key_pem: string | null;
}

/** A mail server, decrypted and ready to be connected to. Never logged. */
export interface SmtpServer {
  /** Null: not saved yet. */
  id: string | null;
  name: string;
  host: string;
  port: number;
  /** True: TLS first, or STARTTLS required. False: plain, or unverified STARTTLS when offered. */
  secure: boolean;
  /** Null: as the port says; `tlsModeOf` decides. */
  tls_mode: TlsMode | null;
  /** The longest silence of the server in one step. */
  timeout_ms: number;
  /** The longest that an attempt takes, from the look-up of the name to the final dot, whatever is said meanwhile. */
  attempt_ms: number;
  /** Null: no authentication. */
  username: string | null;
  password: string | null;
  /** With these the user signs in, rather than with a password; null: not by OAuth 2.0. */
  access_tokens: AccessTokens | null;
  /** Null: Node's defaults with the system's roots. */
  tls: TlsSettings | null;
  /** What is said in EHLO: a host name or an address literal. */
  helo_name: string;
  /** To which of its addresses a connection may be opened. */
  destinations: DestinationRules;
  /** How many connections to it the whole cloud has at once, at most. */
  max_connections: number;
}

export interface Sender {
  name: string | null;
  address: string;
}
