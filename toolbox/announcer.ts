const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;

/** Tells what goes on: a spinner on a terminal, a line at the start and one at the end anywhere else. */
export interface Announcer {
  step<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
  print(text: string): void;
}

/** `beforeStep` may throw to keep the next step from beginning. */
export function createAnnouncer(output: NodeJS.WriteStream, beforeStep: () => void = () => undefined): Announcer {
  const print = (text: string) => void output.write(`${text}\n`);
  return {
    print,
    async step(title, work) {
      beforeStep();
      const startedMs = performance.now();
      const stopSpinner = output.isTTY ? spin(output, title) : () => undefined;
      if (!output.isTTY) print(`… ${title}`);
      const elapsed = () => `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
      try {
        const result = await work();
        stopSpinner();
        print(`✓ ${title} (${elapsed()})`);
        return result;
      } catch (error) {
        stopSpinner();
        print(`✗ ${title} (${elapsed()})`);
        throw error;
      }
    },
  };
}

function spin(output: NodeJS.WriteStream, title: string): () => void {
  let frame = 0;
  const timer = setInterval(() => {
    output.write(`\r${FRAMES[frame % FRAMES.length]} ${title}`);
    frame += 1;
  }, FRAME_MS);
  return () => {
    clearInterval(timer);
    output.write('\r\x1b[2K');
  };
}
