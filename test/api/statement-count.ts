import { jest } from '@jest/globals';
import pg from 'pg';

/** How often the process asks pg for a statement that contains a text, meanwhile: to be compared, for one statement may pass there twice. */
export async function countStatements(text: string, run: () => Promise<unknown>): Promise<number> {
  const asked = jest.spyOn(pg.Client.prototype, 'query');
  await run();
  const texts = asked.mock.calls.map(([query]) => String(Object(query).text ?? query));
  asked.mockRestore();
  return texts.filter((each) => each.includes(text)).length;
}
