interface Described {
  type: string;
  message: string;
  code?: string;
  /** What PostgreSQL names of an error, none of which is a value. */
  table?: string;
  column?: string;
  constraint?: string;
  /** The text of the statement, whose values are placeholders. */
  statement?: string;
  stack: string;
  cause?: Described;
}

interface DatabaseError {
  code?: unknown;
  table?: unknown;
  column?: unknown;
  constraint?: unknown;
  routine?: unknown;
}

/** Classes of PostgreSQL errors whose message quotes a value: data exceptions and broken constraints. */
const QUOTES_VALUES = /^2[23]/;
const MAX_DEPTH = 3;

/**
 * An error as it may be logged. What carries values is left out: the parameters of a statement, PostgreSQL's detail, and
 * messages that quote what was sent.
 */
export function describeError(thrown: unknown, depth = 0): unknown {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: 'Something other than an error was thrown.' };
  const database = databaseErrorOf(thrown);
  const code = text(database.code) ?? text((thrown as { code?: unknown }).code);
  const message = code && QUOTES_VALUES.test(code) ? `The database refused a value (${code}).` : thrown.message;
  const { query } = thrown as { query?: unknown };
  return {
    type: thrown.name,
    message,
    ...(code !== undefined && { code }),
    ...named(database, 'table'),
    ...named(database, 'column'),
    ...named(database, 'constraint'),
    ...(typeof query === 'string' && { statement: query }),
    stack: frames(thrown),
    ...(thrown.cause instanceof Error && depth < MAX_DEPTH && { cause: describeError(thrown.cause, depth + 1) }),
  } as Described;
}

function databaseErrorOf(error: Error): DatabaseError {
  const { driverError } = error as { driverError?: DatabaseError };
  return driverError ?? ('routine' in error ? (error as DatabaseError) : {});
}

function named(error: DatabaseError, field: 'table' | 'column' | 'constraint'): Record<string, string> {
  const value = text(error[field]);
  return value === undefined ? {} : { [field]: value };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The stack without the message, which it begins with. */
function frames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
