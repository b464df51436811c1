import type { EntityManager } from 'typeorm';
import { lookAtLink } from '../../access/one-time-token.ts';
import { userTable } from '../../tables/user.ts';

/** Whose password a link sets, or what became of the link. */
export type Found =
  | { state: 'open'; token: string; username: string; expiresAt: string | null }
  | { state: 'used' | 'expired' | 'gone' | 'incomplete' };

const TOKEN = /^[A-Za-z0-9._~+/-]{1,512}=*$/;

/** Of the whole link, or of what stands behind its #. */
export async function findReset(manager: EntityManager, text: string): Promise<Found> {
  const token = text.trim().replace(/^.*#/s, '');
  if (!TOKEN.test(token)) return { state: 'incomplete' };
  const link = await lookAtLink(manager, 'password-reset', token);
  if (link === null) return { state: 'gone' };
  if (link.state !== 'open') return { state: link.state };
  const user = await manager.getRepository(userTable).findOneBy({ id: link.subjectId, state: 'enabled' });
  if (!user) return { state: 'gone' };
  return { state: 'open', token, username: user.username, expiresAt: link.expiresAt?.toISOString() ?? null };
}
