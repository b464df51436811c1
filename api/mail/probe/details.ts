import { cleanText } from '../../clean-text.ts';
import { peerWords } from '../server/peer-words.ts';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import type { Stage } from '../server/stage.ts';
import { type TlsMode, tlsModeOf } from '../server/tls-mode.ts';
import type { AddressTried } from '../smtp/evidence.ts';
import type { CertificateSeen } from '../tls/tls-seen.ts';
import type { Sight } from './advice.ts';

const MAX_ADDRESSES = 20;
const MAX_WORD = 200;
const DAY_MS = 86_400_000;

/** A certificate, and how long it lasts. */
export interface CertificateDetails extends CertificateSeen {
  /** Whole days until it ends, by the database's clock; negative: it has ended. */
  days_left: number | null;
}

/** What a stage showed, as data. Each stage has the keys that are its own. */
export interface StageDetails {
  /** `dns`: the addresses of the name. */
  addresses?: string[];
  /** `tcp`: each address that was dialled or left out. */
  attempts?: AddressTried[];
  /** `greeting`: the answer to EHLO, line by line; over TLS where that is spoken. Null: the server knows HELO alone. */
  capabilities?: string[] | null;
  /** `tls`: how it begins; null: Secure Connection is off. */
  tls_mode?: TlsMode | null;
  /** `tls`: whether STARTTLS was offered. */
  starttls_offered?: boolean;
  protocol?: string;
  cipher?: string;
  verified?: boolean;
  /** Which profile with which authorities judges the certificates. */
  checked_by?: string;
  /** Whether the profile has a certificate to show. */
  client_certificate?: boolean;
  /** The server's own first, then those of its authorities. Of a refused one from a second, unverified connection. */
  certificates?: CertificateDetails[];
  /** `auth`: what AUTH is offered with. */
  mechanisms?: string[];
}

/** What a stage is described from; `now` is the database's time, null where nobody asked it. */
export type Known = Omit<Sight, 'failure'> & { now: Date | null };

export function detailsOf(stage: Stage, known: Known): StageDetails | undefined {
  const { server, evidence } = known;
  if (stage === 'dns') return { addresses: evidence.addresses.slice(0, MAX_ADDRESSES) };
  if (stage === 'tcp') return { attempts: attemptsOf(known) };
  if (stage === 'greeting') return { capabilities: evidence.capabilities && words(server, evidence.capabilities) };
  if (stage === 'tls') return tlsDetails(known);
  if (stage === 'auth') return { mechanisms: words(server, evidence.mechanisms) };
  return undefined;
}

const words = (server: SmtpServer, said: readonly string[]): string[] =>
  said.map((word) => peerWords(word.slice(0, MAX_WORD), server));

function attemptsOf({ evidence }: Known): AddressTried[] {
  const notAllowed = 'not tried: mail may not go to this address';
  const refused = evidence.refused.map((address) => ({ address, ok: false, problem: notAllowed }));
  const judged = new Set([...evidence.refused, ...evidence.attempts.map(({ address }) => address)]);
  const isOver = evidence.attempts.some(({ ok }) => ok);
  const problem = isOver ? 'not needed' : 'no answer';
  const open = evidence.addresses.filter((address) => !judged.has(address));
  const others = open.map((address) => ({ address, ok: false, problem }));
  return [...refused, ...evidence.attempts, ...others].slice(0, MAX_ADDRESSES).map((tried) => ({
    ...tried,
    problem: tried.problem && cleanText(tried.problem, MAX_WORD),
  }));
}

function tlsDetails({ server, evidence, look, now }: Known): StageDetails {
  const mode = tlsModeOf(server);
  const tls = evidence.tls ?? look.tls;
  return {
    tls_mode: mode,
    ...(mode !== 'implicit' && { starttls_offered: evidence.offeredStartTls }),
    ...(evidence.tls && { protocol: evidence.tls.protocol, cipher: evidence.tls.cipher }),
    ...(tls && { verified: tls.verified && evidence.tls !== null }),
    checked_by: checkedBy(server),
    client_certificate: Boolean(server.tls?.certificate_pem),
    ...(tls && { certificates: tls.certificates.map((each) => ({ ...each, days_left: daysLeft(each, now) })) }),
  };
}

function checkedBy({ secure, tls }: SmtpServer): string {
  if (!secure) return 'nobody: Secure Connection is off';
  if (tls === null) return "the system's roots, without a TLS client profile";
  const profile = `the TLS client profile ${tls.profile_name ?? 'of the email server'}`;
  if (tls.insecure_server_connections) return `nobody: ${profile} switches verification off`;
  return tls.truststore_pem === null ? `${profile}, with the system's roots` : `${profile}, with its truststore alone`;
}

/** Whole days; null where nobody knows the time. */
export function daysLeft({ not_after }: CertificateSeen, now: Date | null): number | null {
  const end = Date.parse(not_after);
  return now === null || Number.isNaN(end) ? null : Math.floor((end - now.getTime()) / DAY_MS);
}
