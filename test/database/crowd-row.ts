// SQL of the columns of many rows at once, by the number `n` of the row.

/** First digits of the ids of what is looked for by id. */
export const DIGITS = { keystore: '5', delivery: '8', audit_event: 'a' } as const;

export const idOf = (digit: string, n: number) => `${digit}0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** The id of the row with this number: a digit for the table, the rest for the row. */
export const id = (digit: string, n: string | number = 'n') =>
  `('${digit}0000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** The numbers of so many rows in turn. */
export const oneOf = (rows: number) => `n % ${rows} + 1`;

/** Every so many rows something else. */
export const often = (n: number, rare: string, common: string) =>
  `CASE WHEN n % ${n} = 0 THEN ${rare} ELSE ${common} END`;

/** What every row has; the oldest has the highest number. */
export const base = (digit: string, org = 'admin.id') => ({
  id: id(digit),
  org_id: org,
  created_at: `now() - n * interval '1 minute'`,
});

export const row = (digit: string, org?: string) => ({
  ...base(digit, org),
  version: '1',
  updated_at: `now() - n * interval '1 minute'`,
});

export const named = (digit: string, kind: string, org?: string) => ({
  ...row(digit, org),
  name: `'${kind}-x' || n`,
  title: `'${kind} x' || n`,
});

export const hash = (of: string) => `encode(sha256((${of} || n)::bytea), 'hex')`;
export const LATER = `now() + interval '20 days'`;
