/** Runs what is to be done for somebody, no more of it at once than their share; the rest waits in a line of its own. */
export type Share = <Result>(whose: string, run: () => Promise<Result>) => Promise<Result>;

/** How much one of them may have under way. */
export interface Shares {
  /** Beside others. */
  most: number;
  /** While nobody else has anything under way. What is left then is there for whoever comes next. */
  alone: number;
}

interface Line {
  underWay: number;
  waiting: (() => void)[];
}

/** A caller with a hundred requests at once does not keep the others waiting. Lines are forgotten when they are empty. */
export function createShare({ most, alone }: Shares): Share {
  const lines = new Map<string, Line>();
  const isFull = ({ underWay }: Line) => underWay >= (lines.size === 1 ? alone : most);

  async function enter(whose: string): Promise<Line> {
    const line = lines.get(whose) ?? { underWay: 0, waiting: [] };
    lines.set(whose, line);
    if (isFull(line)) await new Promise<void>((resolve) => line.waiting.push(resolve));
    else line.underWay += 1;
    return line;
  }

  function leave(whose: string, line: Line): void {
    line.underWay -= 1;
    goOn(line);
    if (line.underWay > 0) return;
    lines.delete(whose);
    // Whoever is alone now may have more than before.
    if (lines.size === 1) for (const last of lines.values()) goOn(last);
  }

  function goOn(line: Line): void {
    while (line.waiting.length > 0 && !isFull(line)) {
      line.underWay += 1;
      line.waiting.shift()?.();
    }
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
