import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { deadline } from '../server/deadline.ts';
import { mayDial } from '../server/destination.ts';
import type { SmtpServer } from '../server/smtp-server-settings.ts';
import { StageFailure } from '../server/stage.ts';
import { tlsModeOf } from '../server/tls-mode.ts';
import { tlsOptionsFor } from '../tls/tls-options.ts';
import { describeTls, seeTls } from '../tls/tls-seen.ts';
import { noteAttempts } from './evidence.ts';
import type { Transcript } from './transcript.ts';

export const NOT_PERMITTED = 'NOT_PERMITTED';

/** Opens the connection to a server, with TLS from the first byte on where it is implicit. */
export async function openConnection(server: SmtpServer, transcript: Transcript, signal: AbortSignal): Promise<Socket> {
  const addresses = await resolve(server, transcript, signal);
  transcript.stage = 'tcp';
  const socket = await open(server, permitted(server, addresses, transcript), transcript, signal);
  transcript.complete('tcp', `connected to ${socket.remoteAddress} port ${socket.remotePort}`);
  if (tlsModeOf(server) !== 'implicit') return socket;
  transcript.stage = 'tls';
  const secured = await secure(server, socket, signal);
  transcript.complete('tls', noteTls(secured, transcript));
  return secured;
}

/** What was negotiated, and with whom, in words; the whole of it becomes evidence. */
export function noteTls(socket: TLSSocket, { evidence }: Transcript): string {
  evidence.tls = seeTls(socket);
  return describeTls(evidence.tls);
}

async function resolve(server: SmtpServer, transcript: Transcript, signal: AbortSignal): Promise<LookupAddress[]> {
  const family = isIP(server.host);
  if (family !== 0) {
    transcript.evidence.addresses = [server.host];
    transcript.complete('dns', `${server.host} is an address, nothing to look up`);
    return [{ address: server.host, family }];
  }
  const addresses = await within(server.timeout_ms, signal, lookup(server.host, { all: true }));
  transcript.evidence.addresses = addresses.map(({ address }) => address);
  transcript.complete('dns', `${server.host} is ${addresses.map(({ address }) => address).join(', ')}`);
  return addresses;
}

/** Asked of the very addresses that are dialled: a name may lead elsewhere than it did before. */
function permitted(
  { host, destinations }: SmtpServer,
  addresses: LookupAddress[],
  { evidence }: Transcript,
): LookupAddress[] {
  const allowed = addresses.filter(({ address }) => mayDial(host, address, destinations));
  evidence.refused = addresses.filter((each) => !allowed.includes(each)).map(({ address }) => address);
  if (allowed.length > 0) return allowed;
  throw new StageFailure('tcp', 'not tried: mail may not go to this address', { errorCode: NOT_PERMITTED });
}

async function open(
  server: SmtpServer,
  addresses: LookupAddress[],
  { evidence }: Transcript,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = connectTcp({
    host: server.host,
    port: server.port,
    lookup: (_host, options, answer) =>
      options.all ? answer(null, addresses) : answer(null, addresses[0]?.address ?? '', addresses[0]?.family),
    // The default of 250 ms an address is too short for a far or busy server.
    autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(server.timeout_ms / addresses.length)),
  });
  noteAttempts(socket, evidence);
  await opened(socket, 'connect', server.timeout_ms, signal);
  return socket;
}

async function secure(server: SmtpServer, socket: Socket, signal: AbortSignal): Promise<TLSSocket> {
  const secured = beginTls(server, socket);
  await opened(secured, 'secureConnect', server.timeout_ms, signal);
  return secured;
}

/** A profile that cannot be used at all fails before there is anything that would close the connection. */
function beginTls(server: SmtpServer, socket: Socket): TLSSocket {
  try {
    return connectTls({ ...tlsOptionsFor(server), socket });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function opened(socket: Socket, event: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  // Between here and nodemailer's own listeners nobody else hears an error, which would end the process.
  socket.on('error', () => undefined);
  try {
    await within(timeoutMs, signal, once(socket, event));
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** The operation's result, unless it takes longer or is cancelled. */
async function within<T>(timeoutMs: number, signal: AbortSignal, operation: Promise<T>): Promise<T> {
  const bound = deadline(timeoutMs, signal);
  const cancelled = new Promise<never>((_resolve, reject) => {
    const cancel = () => reject(bound.signal.reason);
    bound.signal.addEventListener('abort', cancel, { once: true });
    if (bound.signal.aborted) cancel();
  });
  try {
    return await Promise.race([operation, cancelled]);
  } finally {
    bound.release();
  }
}
