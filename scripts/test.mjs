// npm test: runs jest with its output live, and ends with the count of what passed and failed on a line of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const args = process.argv.slice(2);
/** One more than there are cores: many tests wait for a process of their own. */
const WORKERS = availableParallelism() + 1;

/** The exit code of jest; a signal counts as failure. */
async function runJest(resultFile) {
  const workers = args.some((arg) => /^(-w|-i|--maxWorkers|--runInBand)/.test(arg)) ? [] : [`--maxWorkers=${WORKERS}`];
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = [join(root, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${resultFile}`];
  const child = spawn(process.execPath, [...node, ...jest, ...workers, ...args], { cwd: root, stdio: 'inherit' });
  // Ctrl-C reaches jest too; its end, and the last line, are awaited here.
  process.on('SIGINT', () => {}).on('SIGTERM', (signal) => child.kill(signal));
  const [code] = await once(child, 'close');
  return code ?? 1;
}

/** A file that could not run counts as one failure; so does a jest that failed without saying how. */
function count(result, code) {
  const passed = result?.numPassedTests ?? 0;
  const failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

async function readResult(path) {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

const directory = await mkdtemp(join(tmpdir(), 'gatepost-test-'));
try {
  const resultFile = join(directory, 'result.json');
  const code = await runJest(resultFile);
  const { passed, failed } = count(await readResult(resultFile), code);
  process.exitCode = failed > 0 && code === 0 ? 1 : code;
  console.log(`${passed} passed, ${failed} failed`);
} finally {
  await rm(directory, { recursive: true, force: true });
}
