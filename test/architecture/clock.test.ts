import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { filesBelow, root } from './import-graph.ts';

/** The clock of this process, which may be hours away from that of the database and of other processes. */
const OWN_CLOCK = /new Date\(\)|Date\.now\(\)|\bscope\.now\b/;

/** What compares its own clock with itself only. */
const EXCEPTIONS = new Map([
  ['api/mail/worker/worker.ts', 'tells how long ago it was alive'],
  ['api/access/rate-limit.ts', 'counts as rate-limiter-flexible does'],
]);

test('the outbox, tokens and links go by the clock of the database', () => {
  const files = [...filesBelow('api/mail'), ...filesBelow('api/access'), ...filesBelow('api/resources/organizations')];
  const own = files.filter((path) => {
    const isAboutLinks = !path.includes('/organizations/') || /invitation(-mail|-routes)?\.ts$/.test(path);
    return isAboutLinks && OWN_CLOCK.test(readFileSync(join(root, path), 'utf8'));
  });
  expect(own.sort()).toEqual([...EXCEPTIONS.keys()].sort());
});
