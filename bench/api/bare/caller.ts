import { createHash } from 'node:crypto';
import type { Request } from 'express';

/** What the API keeps of a token. */
export function tokenHashOf(request: Request): string {
  const token = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return createHash('sha256').update(token).digest('hex');
}

export interface CallerRow {
  subject_id: string;
  enabled: boolean;
  expired: boolean;
}

export interface GrantRow {
  org_id: string;
  permissions: string[];
}

const NEEDED = 'org/settings:view';

/** Whether one of the roles in the organization admits the caller; nobody else comes in this far. */
export function mayRead(caller: CallerRow | undefined, grants: readonly GrantRow[], orgId: string): boolean {
  if (!caller?.enabled || caller.expired) return false;
  return grants.some(({ org_id, permissions }) => org_id === orgId && permissions.includes(NEEDED));
}
