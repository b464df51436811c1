import { fileURLToPath } from 'node:url';
import { type Command, startCommand } from '../../../toolbox/command.ts';
import { waitUntil } from '../../../toolbox/poll.ts';

const runner = fileURLToPath(new URL('../../../scripts/run.mjs', import.meta.url));
const fixture = fileURLToPath(new URL('./fixture/echo-plugin.ts', import.meta.url));
export const cookie = { ECHO_COOKIE: 'crumbs' };

const running = new Set<Command>();

/** Starts a plugin in a process of its own, that of the fixture unless said, with variables added to a bare environment. */
export function startPlugin(environment: Record<string, string>, program = fixture): Command {
  const { PATH, HOME } = process.env;
  const plugin = startCommand(process.execPath, [runner, program], { env: { PATH, HOME, ...environment } });
  running.add(plugin);
  plugin.result.finally(() => running.delete(plugin));
  return plugin;
}

/** The six fields of the handshake line, as soon as it is there. */
export async function fieldsOf({ printed, result }: Command): Promise<string[]> {
  const ended = result.then(({ code, stderr }) => {
    throw new Error(`the plugin exited with ${code}: ${stderr}`);
  });
  const line = await Promise.race([
    waitUntil(
      () => printed.stdout,
      (text) => text.includes('\n'),
      { everyMs: 10 },
    ),
    ended,
  ]);
  return line.trimEnd().split('|');
}

/** Waits for the plugins to end by themselves, since their callers are gone, and removes their sockets; kills the rest. */
export async function endPlugins(): Promise<void> {
  try {
    await waitUntil(
      () => running.size,
      (count) => count === 0,
      { everyMs: 10 },
    );
  } finally {
    for (const { child } of running) child.kill('SIGKILL');
  }
}
