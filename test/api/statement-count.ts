import { jest } from '@jest/globals';
import pg from 'pg';

/** A statement as pg was asked for it. */
export interface Statement {
  text: string;
  /** Of the prepared statement; undefined: it is planned anew each time. */
  name: string | undefined;
}

/** What the process asks pg for meanwhile; one statement may pass there twice. */
export async function statementsOf(run: () => Promise<unknown>): Promise<Statement[]> {
  const asked = jest.spyOn(pg.Client.prototype, 'query');
  await run();
  const statements = asked.mock.calls.map(([query]: unknown[]) => {
    const { text = String(query), name } = Object(query) as Partial<Statement>;
    return { text, name };
  });
  asked.mockRestore();
  return statements;
}

/** How often the process asks pg for a statement that contains a text, meanwhile: to be compared. */
export async function countStatements(text: string, run: () => Promise<unknown>): Promise<number> {
  return (await statementsOf(run)).filter((each) => each.text.includes(text)).length;
}
