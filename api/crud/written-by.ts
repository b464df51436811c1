import type { Scope } from '../context.ts';

/** The name of the user or registration with this id, for people to read. */
export async function nameOfCaller(scope: Scope, id: string | null): Promise<string> {
  if (id === null) return 'Gatepost';
  const rows: { name: string }[] = await scope.manager.query(
    `SELECT name FROM "user" WHERE id = $1 UNION ALL SELECT name FROM registration WHERE id = $1`,
    [id],
  );
  return rows[0]?.name ?? `a caller that no longer exists (${id})`;
}
