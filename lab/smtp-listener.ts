import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import type { Issued } from '../toolbox/certificate-authority.ts';
import { type Mail, parseMail, type TlsSession } from './mail.ts';

/** How the sink treats mails; may be changed while it runs. */
export interface Behaviour {
  /** Recipients that get 550, in lower case. */
  refused: string[];
  /** How many of the next recipients get 451. */
  postponed: number;
  /** How many of the next mails are taken, and the connection cut before the answer. */
  cut: number;
  /** How long the answer to a mail takes. */
  delayMs: number;
}

export interface SinkOptions {
  /** `starttls` demands it before any mail; `offered` leaves it to the client. */
  security: 'plain' | 'offered' | 'starttls' | 'implicit';
  /** Needed for all but `plain`. */
  certificate?: Issued;
  /** Demanded before any mail, over plain text too where the security allows that; with XOAUTH2 the password is an access token. */
  login?: { username: string; password: string };
  /** The ways to sign in that are offered; PLAIN and LOGIN by default. */
  mechanisms?: string[];
  /** PEM of the authority whose client certificates are demanded. */
  clientAuthorityPem?: string;
  /** The versions and ciphers of node:tls that are offered. */
  tls?: Pick<SMTPServerOptions, 'minVersion' | 'maxVersion' | 'ciphers'>;
}

/** What one listening costs: the server, its open sockets, and the TLS of its sessions by id. */
export interface Listening {
  server: SMTPServer;
  sockets: Map<number, Socket>;
  tls: Map<string, TlsSession>;
}

/** Listens on 127.0.0.1 (port 0: a free one) and adds what it gets to `mails`. */
export async function listen(
  options: SinkOptions,
  behaviour: Behaviour,
  mails: Mail[],
  port: number,
): Promise<Listening> {
  const sockets = new Map<number, Socket>();
  const tls = new Map<string, TlsSession>();
  const server = new SMTPServer({
    ...serverOptions(options),
    onAuth: ({ username, password, accessToken }, _session, done) => {
      const { login } = options;
      const isRight = username === login?.username && (accessToken ?? password) === login?.password;
      if (isRight) done(null, { user: username });
      else done(refusal(535, 'Authentication credentials invalid'));
    },
    onSecure: (socket, session, done) => done(describeTls(socket, session, options, tls)),
    onMailFrom: (_address, session, done) => {
      if (options.security === 'starttls' && !session.secure) done(refusal(530, 'Must issue a STARTTLS command first'));
      else done();
    },
    onRcptTo: ({ address }, _session, done) => done(judgeRecipient(address, behaviour)),
    onData: (stream, session, done) => {
      const cutOff = () => sockets.get(session.remotePort)?.destroy();
      receiveMail(stream, session, { behaviour, mails, tls, cutOff }).then(() => done(null, 'Taken'), done);
    },
  });
  // A client that breaks off is the test's own doing; it shows there.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => track(socket, sockets));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { server, sockets, tls };
}

function serverOptions(options: SinkOptions): SMTPServerOptions {
  const { security, certificate, login, mechanisms, clientAuthorityPem } = options;
  return {
    secure: security === 'implicit',
    ...(certificate && { key: certificate.privateKeyPem, cert: certificate.certificatePem }),
    ...(clientAuthorityPem && { requestCert: true, rejectUnauthorized: false, ca: clientAuthorityPem }),
    ...options.tls,
    ...(mechanisms && { authMethods: mechanisms }),
    authOptional: login === undefined,
    allowInsecureAuth: security === 'plain' || security === 'offered',
    disabledCommands: [...(login ? [] : ['AUTH']), ...(security === 'plain' ? ['STARTTLS'] : [])],
    disableReverseLookup: true,
    closeTimeout: 1,
    logger: false,
  };
}

function describeTls(
  socket: Socket,
  session: SMTPServerSession,
  options: SinkOptions,
  sessions: Map<string, TlsSession>,
): Error | null {
  if (!(socket instanceof TLSSocket)) return null;
  const demanded = options.clientAuthorityPem !== undefined;
  if (demanded && !socket.authorized) return refusal(554, 'A client certificate of the right authority is demanded');
  sessions.set(session.id, {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    serverName: typeof socket.servername === 'string' ? socket.servername : undefined,
    client: demanded ? String(socket.getPeerCertificate().subject.CN) : undefined,
  });
  return null;
}

function judgeRecipient(address: string, behaviour: Behaviour): Error | null {
  if (behaviour.refused.includes(address.toLowerCase())) return refusal(550, 'No such mailbox here');
  if (behaviour.postponed === 0) return null;
  behaviour.postponed -= 1;
  return refusal(451, 'Greylisted, come back later');
}

interface Reception {
  behaviour: Behaviour;
  mails: Mail[];
  tls: Map<string, TlsSession>;
  cutOff(): void;
}

async function receiveMail(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  reception: Reception,
): Promise<void> {
  const { behaviour, mails, tls, cutOff } = reception;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const { mailFrom, rcptTo } = session.envelope;
  const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
  mails.push(await parseMail(Buffer.concat(chunks), { envelope, user: session.user, tls: tls.get(session.id) }));
  if (behaviour.cut > 0) {
    behaviour.cut -= 1;
    cutOff();
  }
  await wait(behaviour.delayMs, undefined, { ref: false });
}

/** An answer with its SMTP code (RFC 5321 section 4.2). */
function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function track(socket: Socket, sockets: Map<number, Socket>): void {
  const port = socket.remotePort ?? 0;
  sockets.set(port, socket);
  socket.once('close', () => sockets.delete(port));
}

/** Stops listening and cuts every connection. */
export async function close({ server, sockets }: Listening): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(resolve));
  for (const socket of sockets.values()) socket.destroy();
  await closed;
}
