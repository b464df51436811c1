import { createServer, type Socket } from 'node:net';
import { listenOnFreePort } from '../../../toolbox/free-port.ts';
import { createDialogue, type Mood, POLITE } from './dialogue.ts';

/** An SMTP server that counts every byte of its dialogues, and can be told to stop at any one of them. */
export interface CountingSink {
  port: number;
  /** How often the mail of each Message-ID was taken. */
  taken: ReadonlyMap<string, number>;
  /** Bytes heard and said so far. */
  bytes(): number;
  /** Calls back in the middle of a dialogue, so many bytes from now, before any byte after that is heard or said. */
  at(bytesFromNow: number, strike: (socket: Socket) => void): void;
  stop(): Promise<void>;
}

/** @param moodOf how the next connection is treated; polite unless said */
export async function startCountingSink(moodOf: () => Mood = () => POLITE): Promise<CountingSink> {
  const taken = new Map<string, number>();
  const open = new Set<Socket>();
  let bytes = 0;
  let alarm: { at: number; strike: (socket: Socket) => void } | null = null;

  /** As much as may still be heard or said; with the rest of it the connection ends. */
  function pass(socket: Socket, data: Buffer): Buffer {
    const left = alarm === null ? data.length : Math.min(data.length, alarm.at - bytes);
    bytes += left;
    if (left === data.length) return data;
    const { strike } = alarm as NonNullable<typeof alarm>;
    alarm = null;
    setImmediate(() => {
      strike(socket);
      socket.destroy();
    });
    return data.subarray(0, left);
  }

  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    let isCut = false;
    const within = (data: Buffer): Buffer => {
      if (isCut) return Buffer.alloc(0);
      const allowed = pass(socket, data);
      isCut = allowed.length < data.length;
      return allowed;
    };
    const dialogue = createDialogue(moodOf(), {
      say: (text) => {
        const said = within(Buffer.from(text, 'latin1'));
        if (said.length > 0 && !socket.destroyed) socket.write(said);
      },
      hangUp: () => socket.destroy(),
      take: (messageId) => taken.set(messageId, (taken.get(messageId) ?? 0) + 1),
    });
    socket.on('data', (data) => dialogue.hear(within(data).toString('latin1')));
    dialogue.begin();
  });
  const port = await listenOnFreePort(server);
  return {
    port,
    taken,
    bytes: () => bytes,
    at(bytesFromNow, strike) {
      alarm = { at: bytes + bytesFromNow, strike };
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
