import type { Socket } from 'node:net';
import { replyCodeOf } from '../server/peer-words.ts';
import type { TlsSeen } from '../tls/tls-seen.ts';

/** More than any server has names for what it can do. */
const MAX_CAPABILITIES = 50;
const MAX_ADDRESSES = 20;

/** One address of a server, and how dialling it went. */
export interface AddressTried {
  address: string;
  ok: boolean;
  /** Why it was not used; null: it was. */
  problem: string | null;
}

/** What a session showed on its way, for whoever has to explain it. Everything in it is as the server said it. */
export interface Evidence {
  /** The addresses of the name, in the order of the name service. */
  addresses: string[];
  /** Which of them mail may not go to. */
  refused: string[];
  attempts: AddressTried[];
  /** Lines of the last answer to EHLO without their codes (RFC 5321, section 4.1.1.1); null: EHLO was not taken. */
  capabilities: string[] | null;
  /** The mechanisms of AUTH that were offered last (RFC 4954). */
  mechanisms: string[];
  /** HELO had to do, which knows no extensions. */
  fellBackToHelo: boolean;
  /** Whether STARTTLS stood in an answer to EHLO; it never does once TLS is spoken. */
  offeredStartTls: boolean;
  /** The code that STARTTLS was answered with. */
  startTlsReply: number | null;
  /** The last command or part of a mail that was sent, in the words of SMTP. */
  lastCommand: string | null;
  tls: TlsSeen | null;
}

export interface EvidenceKeeper {
  readonly evidence: Evidence;
  /** A command as it was sent; only its first words are looked at. */
  noteCommand(command: string): void;
  noteReply(reply: string): void;
}

export function keepEvidence(): EvidenceKeeper {
  const evidence: Evidence = {
    addresses: [],
    refused: [],
    attempts: [],
    capabilities: null,
    mechanisms: [],
    fellBackToHelo: false,
    offeredStartTls: false,
    startTlsReply: null,
    lastCommand: null,
    tls: null,
  };
  // Several commands may wait for their answers at once (RFC 2920).
  const waiting: string[] = ['greeting'];
  return {
    evidence,
    noteCommand(command) {
      const verb = verbOf(command);
      waiting.push(verb);
      if (verb !== '') evidence.lastCommand = verb;
    },
    noteReply(reply) {
      const verb = waiting.shift();
      if (verb === 'EHLO') noteEhlo(evidence, reply);
      else if (verb === 'HELO') evidence.fellBackToHelo = replyCodeOf(reply) === 250;
      else if (verb === 'STARTTLS') evidence.startTlsReply = replyCodeOf(reply);
    },
  };
}

const VERB = /^(EHLO|HELO|STARTTLS|AUTH|MAIL FROM|RCPT TO|DATA|QUIT|RSET)\b/i;

/** Lines of a sign-in are no commands, and hold secrets. */
const verbOf = (command: string): string => VERB.exec(command)?.[0].toUpperCase() ?? '';

function noteEhlo(evidence: Evidence, reply: string): void {
  const isTaken = replyCodeOf(reply) === 250;
  evidence.capabilities = isTaken ? capabilitiesIn(reply) : null;
  evidence.mechanisms = mechanismsIn(evidence.capabilities ?? []);
  evidence.offeredStartTls ||= (evidence.capabilities ?? []).some((line) => /^STARTTLS$/i.test(line));
}

/** The first line is the server's name; the others are what it can do. */
function capabilitiesIn(reply: string): string[] {
  const lines = reply.split(/\r?\n/).slice(1, MAX_CAPABILITIES + 1);
  return lines.filter((line) => /^250[ -]/.test(line)).map((line) => line.slice(4, 204).trim());
}

/** `AUTH PLAIN LOGIN`, or as it was before there was a standard: `AUTH=PLAIN LOGIN`. */
function mechanismsIn(capabilities: readonly string[]): string[] {
  const names = capabilities.flatMap((line) => (/^AUTH[ =]/i.test(line) ? line.slice(5).split(/[ =]+/) : []));
  return [...new Set(names.filter(Boolean).map((name) => name.toUpperCase()))].slice(0, MAX_CAPABILITIES);
}

/** Follows Node while it dials one address after the other (RFC 8305). */
export function noteAttempts(socket: Socket, evidence: Evidence): void {
  const note = (address: string, problem: string | null) => {
    if (evidence.attempts.length < MAX_ADDRESSES) evidence.attempts.push({ address, ok: problem === null, problem });
  };
  socket.on('connectionAttemptFailed', (address, _port, _family, error) => note(address, error.message));
  socket.on('connectionAttemptTimeout', (address) => note(address, 'no answer in its share of the time'));
  socket.once('connect', () => note(socket.remoteAddress ?? '', null));
}
