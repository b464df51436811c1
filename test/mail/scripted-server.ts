import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

/** Replies by command verb; `.` ends the data, `greeting` begins. Null hangs up, undefined says nothing. */
export type Replies = Readonly<Record<string, string | null | undefined>>;

const POLITE: Replies = {
  greeting: '220 scripted ESMTP',
  EHLO: '250 scripted',
  MAIL: '250 OK',
  RCPT: '250 OK',
  DATA: '354 Go on',
  '.': '250 Taken',
  QUIT: '221 Bye',
};

/** A plain-text SMTP server that answers as it is told, for what a well-behaved server never does. */
export async function startScriptedServer(replies: Replies): Promise<{ server: Server; port: number }> {
  const script = { ...POLITE, ...replies };
  const server = createServer((socket) => converse(socket, script));
  return { server, port: await listenOnFreePort(server) };
}

function converse(socket: Socket, script: Replies): void {
  let inData = false;
  const say = (reply: string | null | undefined) => {
    if (reply === null) socket.destroy();
    if (reply) socket.write(`${reply}\r\n`);
  };
  // The client may be gone before it is answered.
  socket.on('error', () => undefined);
  say(script.greeting);
  createInterface(socket).on('line', (line) => {
    const verb = inData ? line : (line.split(' ')[0] ?? '').toUpperCase();
    if (inData && line !== '.') return;
    inData = verb === 'DATA' && script.DATA === POLITE.DATA;
    say(verb in script ? script[verb] : '500 What?');
  });
}
