import { randomUUID } from 'node:crypto';
import { cleanText } from '../clean-text.ts';
import type { Scope, TrailEntry } from '../context.ts';
import { run } from '../database/statement.ts';
import type { Call } from '../http/route.ts';

/** As the provider says it, whatever engine runs it. */
const PROVIDER = /(?:^|\s)terraform-provider-[\w.-]+/;
const MAX_LENGTH = 255;

/** In one order of ids, so that two requests which write the same objects do not wait for each other in a circle. */
const KEEP = `
  INSERT INTO provenance (id, org_id, created_at, updated_at, updated_by, object_id, object_type, user_agent, caller_kind, caller_name)
  SELECT id, org_id, now(), now(), $2, object_id, object_type, $3, $4, $5
    FROM jsonb_to_recordset($1) AS written (id uuid, org_id uuid, object_id uuid, object_type text)
   ORDER BY object_id
  ON CONFLICT (object_id) DO UPDATE
     SET updated_at = now(), updated_by = $2, user_agent = $3, caller_kind = $4, caller_name = $5`;

const FORGET = 'DELETE FROM provenance WHERE object_id = ANY ($1)';

/**
 * Remembers which objects Terraform wrote, in the transaction of the write. A change by hand in between takes nothing
 * away: the next plan will want it back.
 */
export async function keepProvenance({ manager, caller, trail = [] }: Scope, { headers }: Call): Promise<void> {
  const gone = trail.filter(({ action }) => action === 'delete').map(({ id }) => id);
  if (gone.length > 0) await run(manager, FORGET, [gone]);
  const userAgent = headers['user-agent'] ?? '';
  const written = writtenOf(trail, gone);
  if (!PROVIDER.test(userAgent) || written.length === 0) return;
  const by = [caller.id, cleanText(userAgent, MAX_LENGTH), caller.kind, caller.name];
  await run(manager, KEEP, [JSON.stringify(written), ...by]);
}

/** Each object once; what a request made and deleted again is none. */
function writtenOf(trail: readonly TrailEntry[], gone: readonly string[]) {
  const written = new Map(trail.filter(({ id }) => !gone.includes(id)).map((entry) => [entry.id, entry]));
  return [...written.values()].map(({ id, type, orgId }) => ({
    id: randomUUID(),
    org_id: orgId,
    object_id: id,
    object_type: type,
  }));
}
