import { createRequire } from 'node:module';
import { pino } from 'pino';
import { startTracing } from '../../api/operations/tracing.ts';
// Whatever the program itself loads.
import '../../api/start.ts';

const { cache } = createRequire(import.meta.url);

/** The packages of OpenTelemetry that are loaded. */
const loaded = () => [
  ...new Set(Object.keys(cache).flatMap((path) => /node_modules\/(@opentelemetry\/[^/]+)/.exec(path)?.[1] ?? [])),
];

const log = pino({ level: 'silent' });
const stopNothing = await startTracing(null, log);
const without = loaded();
const stop = await startTracing('http://127.0.0.1:9', log);
const configured = loaded();
await stop();
await stopNothing();
console.log(JSON.stringify({ without, configured }));
