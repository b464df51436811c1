/** The environment, handed in rather than asked for. */
export type Environment = Readonly<Record<string, string | undefined>>;
