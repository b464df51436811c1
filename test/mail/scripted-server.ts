import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { listenOnFreePort } from '../../toolbox/free-port.ts';

/** What is answered: a line; null hangs up, undefined says nothing, `cut` hangs up in the middle of a line. */
export type Reply = string | null | undefined | { cut: string };

/** Replies by command verb; `.` ends the data, `greeting` begins. */
export type Replies = Readonly<Record<string, Reply>>;

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
export async function startScriptedServer(
  replies: Replies,
): Promise<{ server: Server; port: number; heard: readonly string[] }> {
  const script = { ...POLITE, ...replies };
  const heard: string[] = [];
  const server = createServer((socket) => converse(socket, script, heard));
  return { server, port: await listenOnFreePort(server), heard };
}

function converse(socket: Socket, script: Replies, heard: string[]): void {
  let inData = false;
  const say = (reply: Reply) => {
    if (reply === null) socket.destroy();
    else if (typeof reply === 'object') socket.end(reply.cut);
    else if (reply) socket.write(`${reply}\r\n`);
  };
  const lines = createInterface(socket);
  // The client may be gone before it is answered, of which the reader of its lines is told too.
  socket.on('error', () => undefined);
  lines.on('error', () => undefined);
  say(script.greeting);
  lines.on('line', (line) => {
    heard.push(line);
    const verb = inData ? line : (line.split(' ')[0] ?? '').toUpperCase();
    if (inData && line !== '.') return;
    inData = verb === 'DATA' && String(script.DATA).startsWith('354');
    say(verb in script ? script[verb] : '500 What?');
  });
}
