import { join } from 'node:path';
import { timeUntilFirstByte } from './spawn-time.ts';
import { describe } from './table.ts';

const ROUNDS = 15;

const EMPTY = 'empty Node script';
const fixture = (name: string) => join(import.meta.dirname, 'fixture', name);
const timeScript = (path: string) => () => timeUntilFirstByte(process.execPath, [path]);

/** How long from spawning the provider to its handshake line, against what Node alone and a bare listener take? */
export async function benchStartUp(provider: string): Promise<string> {
  return describe({
    title: 'Start of the provider',
    unit: 'ms',
    rounds: ROUNDS,
    contestants: [
      { name: EMPTY, run: timeScript(fixture('empty.cjs')) },
      { name: 'bare node:http2 TLS listener', run: timeScript(fixture('listener.cjs')), against: [EMPTY] },
      { name: 'provider, spawn to handshake', run: timeScript(provider), against: [EMPTY] },
    ],
  });
}
