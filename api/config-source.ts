export type Environment = Readonly<Record<string, string | undefined>>;
export type ReadFile = (path: string) => string;

/** What was given; an empty variable is as good as none. */
export interface Variables {
  /** Variables that were set themselves, whether their files can be read or not. */
  names: ReadonlySet<string>;
  values: Readonly<Record<string, string>>;
  /** Files that cannot be read, and what was given twice. */
  problems: readonly string[];
}

/**
 * Collects the variables of these names. One whose name ends in `_FILE` gives the content of the file; a secret may
 * be given directly or by such a variable.
 */
export function collect(
  env: Environment,
  readFile: ReadFile,
  names: readonly string[],
  secrets: ReadonlySet<string>,
): Variables {
  const problems: string[] = [];
  const text = (name: string) => env[name]?.trim() || undefined;

  const file = (name: string): string | undefined => {
    const path = text(name);
    if (path === undefined) return undefined;
    try {
      return readFile(path);
    } catch (error) {
      problems.push(`${name}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`);
      return undefined;
    }
  };

  const secret = (name: string): string | undefined => {
    if (text(name) && text(`${name}_FILE`)) problems.push(`Give ${name} or ${name}_FILE, not both.`);
    return text(name) ?? (file(`${name}_FILE`)?.replace(/\r?\n$/, '') || undefined);
  };

  const values: Record<string, string> = {};
  for (const name of names) {
    const read = secrets.has(name) ? secret : name.endsWith('_FILE') ? file : text;
    const value = read(name);
    if (value !== undefined) values[name] = value;
  }
  return { names: new Set(names.filter(text)), values, problems };
}
