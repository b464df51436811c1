import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { listenOnFreePort } from '../../toolbox/free-port.ts';
import { waitUntil } from '../../toolbox/poll.ts';

/** An SMTP server that counts its connections, and says at each what it is told to. */
export interface CountingServer {
  port: number;
  /** The verbs of all commands, in their order. */
  heard(): readonly string[];
  counts(): { opened: number; open: number; most: number };
  /** Says what was held back. */
  answer(): void;
  /** Ends every connection from its side, and waits until they are gone. */
  drop(how: 'cut' | 'goodbye'): Promise<void>;
  stop(): Promise<void>;
}

export interface CountingOptions {
  /** By verb, `.` for the end of the text; read at each, so that they may change. Null hangs up, '' says nothing. */
  replies?: Readonly<Record<string, string | null>>;
  /** This verb is answered when `answer` is called. */
  hold?: string;
  /** How long the answer to a mail takes. */
  delayMs?: number;
  /** What MAIL is answered from the second time on over one connection; null hangs up, undefined says nothing. */
  secondMail?: string | null | undefined;
}

const POLITE: Readonly<Record<string, string>> = {
  greeting: '220 counting ESMTP',
  '.': '250 Taken',
  EHLO: '250 counting',
  MAIL: '250 OK',
  RCPT: '250 OK',
  DATA: '354 Go on',
  RSET: '250 Forgotten',
  QUIT: '221 Bye',
};

export async function startCountingServer(options: CountingOptions): Promise<CountingServer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  let opened = 0;
  let most = 0;
  const server: Server = createServer((socket) => {
    opened += 1;
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.once('close', () => sockets.delete(socket)).on('error', () => undefined);
    converse(socket, options, heard, held);
  });
  const port = await listenOnFreePort(server);
  const gone = () =>
    waitUntil(
      () => sockets.size,
      (size) => size === 0,
      { everyMs: 5 },
    );
  return {
    port,
    heard: () => heard,
    counts: () => ({ opened, open: sockets.size, most }),
    answer: () => held.splice(0).forEach((say) => void say()),
    async drop(how) {
      for (const socket of sockets) how === 'cut' ? socket.destroy() : socket.end('421 Closing\r\n');
      await gone();
    },
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await gone();
    },
  };
}

function converse(socket: Socket, options: CountingOptions, heard: string[], held: (() => void)[]): void {
  const say = (line: string | null | undefined) => {
    if (line === null) socket.destroy();
    else if (line && socket.writable) socket.write(`${line}\r\n`);
  };
  const reply = (verb: string) => {
    const script: Readonly<Record<string, string | null>> = { ...POLITE, ...options.replies };
    say(verb in script ? script[verb] : '500 What?');
  };
  let inText = false;
  let mails = 0;
  reply('greeting');
  const lines = createInterface(socket);
  lines.on('error', () => undefined);
  lines.on('line', (line) => {
    if (inText) {
      if (line !== '.') return;
      inText = false;
      return void setTimeout(() => reply('.'), options.delayMs ?? 0);
    }
    const verb = (line.split(' ')[0] ?? '').toUpperCase();
    heard.push(verb);
    if (verb === 'MAIL') mails += 1;
    if (verb === 'MAIL' && mails > 1 && 'secondMail' in options) {
      return say(options.secondMail);
    }
    inText = verb === 'DATA';
    const answer = () => reply(verb);
    if (verb === options.hold) held.push(answer);
    else answer();
    if (verb === 'QUIT') socket.end();
  });
}
