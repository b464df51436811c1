import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Service } from '../../../provider/plugin/grpc-server.ts';
import type { Message, MessageShape } from '../../../provider/plugin/proto/message.ts';

export const textShape: MessageShape = { text: { number: 1, type: 'string' } };
export const countShape: MessageShape = { count: { number: 1, type: 'int64' } };

/** A service that shows every way a call can go. `record` is told what only the implementation can see. */
export function echoService(record: (event: string) => void): Service {
  const unary = { request: textShape, response: textShape };
  const stream = { request: countShape, response: countShape, stream: true } as const;
  return {
    shape: {
      name: 'echo.Echo',
      methods: { Say: unary, Fail: unary, Wait: unary, Work: unary, Print: unary, Missing: unary, Count: stream },
    },
    implementation: {
      Say: async ({ text }) => ({ text }),
      Fail: async () => {
        throw new Error('it broke: 100 %\nnaïve ☂');
      },
      Wait: (_request, { signal }) =>
        new Promise((_resolve, reject) => {
          record('waiting');
          signal.addEventListener('abort', () => {
            record('cancelled');
            reject(new Error('cancelled'));
          });
        }),
      Work: async ({ text }) => {
        record('started');
        await pause(500);
        appendFileSync(String(text), 'finished');
        return {};
      },
      Print: async ({ text }) => {
        console.log(text);
        process.stdout.write(`${text}\n`);
        return {};
      },
      Count: async function* ({ count }): AsyncGenerator<Message> {
        for (let number = 1; number <= Number(count); number += 1) yield { count: number };
        if (count === -1) {
          yield { count: 1 };
          throw new Error('the count broke');
        }
      },
    },
  };
}
