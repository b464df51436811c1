import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { deadline } from './deadline.ts';
import { mayDial } from './destination.ts';
import type { SmtpServer } from './smtp-server-settings.ts';
import { StageFailure } from './stage.ts';
import { tlsModeOf } from './tls-mode.ts';
import { tlsOptionsFor } from './tls-options.ts';
import type { Transcript } from './transcript.ts';

export const NOT_PERMITTED = 'NOT_PERMITTED';

/** Opens the connection to a server, with TLS from the first byte on where it is implicit. */
export async function openConnection(server: SmtpServer, transcript: Transcript, signal: AbortSignal): Promise<Socket> {
  const addresses = await resolve(server, transcript, signal);
  transcript.stage = 'tcp';
  const socket = await open(server, permitted(server, addresses), signal);
  transcript.complete('tcp', `connected to ${socket.remoteAddress} port ${socket.remotePort}`);
  if (tlsModeOf(server) !== 'implicit') return socket;
  transcript.stage = 'tls';
  const secured = await secure(server, socket, signal);
  transcript.complete('tls', describeTls(secured));
  return secured;
}

/** What was negotiated, and with whom. */
export function describeTls(socket: TLSSocket): string {
  const { subject, issuer } = socket.getPeerCertificate();
  const verified = socket.authorized ? 'verified' : 'not verified';
  const negotiated = `${socket.getProtocol()}, ${socket.getCipher()?.standardName}`;
  return `${negotiated}; certificate of ${subject?.CN ?? 'no name'}, issued by ${issuer?.CN ?? 'nobody'}, ${verified}`;
}

async function resolve(server: SmtpServer, transcript: Transcript, signal: AbortSignal): Promise<LookupAddress[]> {
  const family = isIP(server.host);
  if (family !== 0) {
    transcript.complete('dns', `${server.host} is an address, nothing to look up`);
    return [{ address: server.host, family }];
  }
  const addresses = await within(server.timeout_ms, signal, lookup(server.host, { all: true }));
  transcript.complete('dns', `${server.host} is ${addresses.map(({ address }) => address).join(', ')}`);
  return addresses;
}

/** Asked of the very addresses that are dialled: a name may lead elsewhere than it did before. */
function permitted({ host, destinations }: SmtpServer, addresses: LookupAddress[]): LookupAddress[] {
  const allowed = addresses.filter(({ address }) => mayDial(host, address, destinations));
  if (allowed.length > 0) return allowed;
  throw new StageFailure('tcp', 'not tried: mail may not go to this address', { errorCode: NOT_PERMITTED });
}

async function open(server: SmtpServer, addresses: LookupAddress[], signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({
    host: server.host,
    port: server.port,
    lookup: (_host, options, answer) =>
      options.all ? answer(null, addresses) : answer(null, addresses[0]?.address ?? '', addresses[0]?.family),
    // The default of 250 ms an address is too short for a far or busy server.
    autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(server.timeout_ms / addresses.length)),
  });
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
