import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

/**
 * What is answered: a line; null hangs up, undefined says nothing, `cut` hangs up in the middle of a line, `drip` says the
 * line again and again, `late` says it after a while, and a function is asked with the line that was heard.
 */
export type Reply =
  | string
  | null
  | undefined
  | { cut: string }
  | { drip: string }
  | { late: string; ms: number }
  | ((line: string) => Reply);

/** Replies by command verb; `.` ends the data, `greeting` begins, `TLS EHLO` is EHLO once TLS is spoken, `*` what is not there. */
export type Replies = Readonly<Record<string, Reply>>;

const POLITE: Replies = {
  greeting: '220 scripted ESMTP',
  EHLO: '250 scripted',
  MAIL: '250 OK',
  RCPT: '250 OK',
  DATA: '354 Go on',
  '.': '250 Taken',
  '*': '500 What?',
  QUIT: '221 Bye',
};

/** An SMTP server that answers as it is told, for what a well-behaved server never does. With `tls` it knows STARTTLS. */
export async function startScriptedServer(
  replies: Replies,
  tls?: SecureContextOptions,
): Promise<{ server: Server; port: number; heard: readonly string[] }> {
  const script = { ...POLITE, ...(tls && WITH_TLS), ...replies };
  const heard: string[] = [];
  const server = createServer((socket) => {
    // The client may be gone before it is answered.
    socket.on('error', () => undefined);
    converse(socket, script, heard, tls);
    say(socket, script.greeting);
  });
  return { server, port: await listenOnFreePort(server), heard };
}

const WITH_TLS: Replies = { EHLO: '250-scripted\r\n250 STARTTLS', STARTTLS: '220 Go on', 'TLS EHLO': '250 scripted' };

function say(socket: Socket, reply: Reply, line = ''): void {
  if (typeof reply === 'function') say(socket, reply(line), line);
  else if (reply === null) socket.destroy();
  else if (typeof reply === 'object' && 'drip' in reply) drip(socket, reply.drip);
  else if (typeof reply === 'object' && 'late' in reply) setTimeout(() => say(socket, reply.late), reply.ms);
  else if (typeof reply === 'object') socket.end(reply.cut);
  else if (reply) socket.write(`${reply}\r\n`);
}

function drip(socket: Socket, line: string): void {
  const timer = setInterval(() => socket.write(`${line}\r\n`), 20);
  socket.on('close', () => clearInterval(timer));
}

function converse(socket: Socket, script: Replies, heard: string[], tls?: SecureContextOptions): void {
  let inData = false;
  const lines = createInterface(socket);
  // Its reader is told of an error too.
  lines.on('error', () => undefined);
  lines.on('line', (line) => {
    heard.push(line);
    const verb = inData ? line : (line.split(' ')[0] ?? '').toUpperCase();
    if (inData && line !== '.') return;
    inData = verb === 'DATA' && String(script.DATA).startsWith('354');
    const key = socket instanceof TLSSocket && `TLS ${verb}` in script ? `TLS ${verb}` : verb;
    say(socket, script[key in script ? key : '*'], line);
    if (verb === 'STARTTLS' && tls && String(script.STARTTLS).startsWith('220')) {
      lines.close();
      converse(beginTls(socket, tls), script, heard);
    }
  });
}

function beginTls(socket: Socket, tls: SecureContextOptions): TLSSocket {
  socket.removeAllListeners('data');
  const secured = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(tls) });
  secured.on('error', () => undefined);
  return secured;
}
