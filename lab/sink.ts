import { waitUntil } from '../toolbox/poll.ts';
import type { Mail } from './mail.ts';
import { type Behaviour, close, listen, type SinkOptions } from './smtp-listener.ts';

/** A real SMTP server on 127.0.0.1 that keeps what it gets. */
export interface Sink {
  port: number;
  mails: Mail[];
  behaviour: Behaviour;
  /** The first mail, past or future, that fits. Fails after `timeoutMs` with the subjects that came. */
  waitFor(fits: (mail: Mail) => boolean, timeoutMs?: number): Promise<Mail>;
  /** Stops listening and cuts every connection; the mails stay. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a sink on a free port; it stays the same when it goes down and comes back. */
export async function startSink(options: SinkOptions): Promise<Sink> {
  const mails: Mail[] = [];
  const behaviour: Behaviour = { refused: [], postponed: 0, cut: 0, delayMs: 0 };
  let listening = await listen(options, behaviour, mails, 0);
  const address = listening.server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const goDown = () => close(listening);
  const comeBack = async () => {
    listening = await listen(options, behaviour, mails, port);
  };
  const waitFor = (fits: (mail: Mail) => boolean, timeoutMs = 20_000) => awaitMail(mails, fits, timeoutMs);
  return { port, mails, behaviour, waitFor, goDown, comeBack, stop: goDown };
}

function awaitMail(mails: Mail[], fits: (mail: Mail) => boolean, timeoutMs: number): Promise<Mail> {
  const find = () => mails.find(fits);
  return waitUntil(find, (mail) => mail !== undefined, {
    timeoutMs,
    everyMs: 20,
    describe: () => missed(mails, timeoutMs),
  });
}

function missed(mails: Mail[], timeoutMs: number): string {
  const seen = mails.map(({ subject, envelope }) => `"${subject}" to ${envelope.to.join(', ')}`).join('; ');
  return `The awaited mail did not come within ${timeoutMs} ms; what came: ${seen || 'nothing'}.`;
}
