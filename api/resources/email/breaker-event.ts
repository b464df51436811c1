import type { EntityManager } from 'typeorm';
import { addEvents } from '../../audit/audit-event.ts';
import { systemEvent } from '../../audit/system-event.ts';
import { emailServerTable } from '../../tables/email-server.ts';

/** Whoever asks later why mail left by another server finds it among what was done. */
export async function recordBreaker(manager: EntityManager, serverId: string, state: 'open' | 'closed'): Promise<void> {
  const server = await manager.getRepository(emailServerTable).findOneBy({ id: serverId });
  // It may have been deleted while it was tried.
  if (server === null) return;
  const subject = { object_type: 'mail_server', object_id: serverId, object_name: server.name };
  await addEvents(manager, [systemEvent(state === 'open' ? 'pass-over' : 'return-to', server.org_id, subject)]);
}
