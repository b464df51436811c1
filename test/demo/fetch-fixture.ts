import { mayFetch } from '../../cli/demo.ts';
import { engineFor } from '../../demo/engine.ts';
import { createAnnouncer } from '../../toolbox/announcer.ts';

/** What `gatepost demo <flags>` does first, with the source of engines that the first word describes. */
const [source = '', ...flags] = process.argv.slice(2);
const consent = mayFetch(new Set(flags.map((flag) => flag.replace(/^--/, ''))));
const engine = await engineFor(process.env, consent, createAnnouncer(process.stdout), JSON.parse(source));
console.log(`The engine is ${engine.path}`);
