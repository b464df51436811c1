import { formatLogLine } from './log.ts';

/**
 * The last line of a process that ends on an error which nobody expected. Node would print it with all that it carries:
 * its message may quote what was about to be sent, and its properties may hold it. What is said is its kind and where.
 */
export function describeDefect(thrown: unknown): string {
  const error = thrown instanceof Error ? thrown : undefined;
  const { code } = (error ?? {}) as { code?: unknown };
  const fields = { stack: framesOf(error), ...(typeof code === 'string' && { code }) };
  const kind = error?.name ?? typeof thrown;
  return formatLogLine(
    'plugin',
    'error',
    `The plugin ends on an error that nobody expected: ${kind}`,
    fields,
    new Date(),
  );
}

/** The stack without the message that it begins with, which may look like frames. */
function framesOf({ stack = '', message = '' }: Partial<Error> = {}): string {
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return frames.filter((line) => /^\s+at /.test(line)).join('\n');
}
