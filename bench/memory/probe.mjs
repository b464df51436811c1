// Loaded into a process before its program (--import): answers on a socket what memory it has after its garbage is gone.
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const server = createServer((_request, response) => {
    collect();
    response.end(JSON.stringify(process.memoryUsage()));
  });
  // It keeps no process running.
  server.listen(process.env.BENCH_MEMORY_SOCKET).unref();
}
