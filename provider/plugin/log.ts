export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, string>>) => void;

/** Logs to stderr as go-plugin reads it: one JSON object a line (hclog). `module` names the part that speaks. */
export function createLog(module: string): Log {
  return (level, message, fields = {}) => {
    process.stderr.write(formatLogLine(module, level, message, fields, new Date()));
  };
}

/** The four `@` fields must be strings, the timestamp with six fraction digits: others make the engine panic. */
export function formatLogLine(
  module: string,
  level: LogLevel,
  message: string,
  fields: Readonly<Record<string, string>>,
  at: Date,
): string {
  const timestamp = at.toISOString().replace('Z', '000Z');
  const line = { ...fields, '@level': level, '@message': message, '@module': module, '@timestamp': timestamp };
  return `${JSON.stringify(line)}\n`;
}
