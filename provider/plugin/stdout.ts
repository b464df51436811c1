import { writeSync } from 'node:fs';

/**
 * Keeps stdout for the handshake line: whatever else is written to it, by `console` too, goes to stderr. Call it before
 * anything is printed: a console that has printed keeps its stream.
 */
export function reserveStdout(): void {
  Object.defineProperty(process, 'stdout', { configurable: true, enumerable: true, get: () => process.stderr });
}

/** Writes the one line that belongs there, at once. */
export function announce(line: string): void {
  writeSync(1, line);
}
