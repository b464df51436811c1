import { join } from 'node:path';
import { type Contestant, describeSamples, takeSamples } from './sample.ts';
import { timeUntilFirstByte } from './spawn-time.ts';

const ROUNDS = 15;

/** How long from spawning the provider to its handshake line, against what Node alone and a bare listener take? */
export async function benchStartUp(provider: string): Promise<string> {
  const contestants = new Map<string, Contestant>([
    [
      'empty Node script',
      () => timeUntilFirstByte(process.execPath, [join(import.meta.dirname, 'fixture', 'empty.cjs')]),
    ],
    [
      'bare node:http2 TLS listener',
      () => timeUntilFirstByte(process.execPath, [join(import.meta.dirname, 'fixture', 'listener.cjs')]),
    ],
    ['provider, spawn to handshake', () => timeUntilFirstByte(process.execPath, [provider])],
  ]);
  return describeSamples('Start-up', await takeSamples(contestants, ROUNDS), 'empty Node script');
}
