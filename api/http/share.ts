/** Runs what is to be done for somebody, no more of it at once than their share; the rest waits in a line of its own. */
export type Share = <Result>(whose: string, run: () => Promise<Result>) => Promise<Result>;

interface Line {
  underWay: number;
  waiting: (() => void)[];
}

/** A caller with a hundred requests at once does not keep the others waiting. Lines are forgotten when they are empty. */
export function createShare(most: number): Share {
  const lines = new Map<string, Line>();

  async function enter(whose: string): Promise<Line> {
    const line = lines.get(whose) ?? { underWay: 0, waiting: [] };
    lines.set(whose, line);
    if (line.underWay === most) await new Promise<void>((resolve) => line.waiting.push(resolve));
    else line.underWay += 1;
    return line;
  }

  /** Whoever waits takes the place over. */
  function leave(whose: string, line: Line): void {
    const next = line.waiting.shift();
    if (next) next();
    else line.underWay -= 1;
    if (line.underWay === 0) lines.delete(whose);
  }

  return async (whose, run) => {
    const line = await enter(whose);
    try {
      return await run();
    } finally {
      leave(whose, line);
    }
  };
}
