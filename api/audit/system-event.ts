import type { AuditSubject } from '../errors.ts';
import type { NewAuditEvent } from './audit-event.ts';

/** What an operator did with a command on the machine itself, past the API. */
export function systemEvent(
  command: string,
  orgId: string,
  what: Partial<AuditSubject> & { changed_fields?: string[] },
): NewAuditEvent {
  return {
    org_id: orgId,
    caller_kind: 'system',
    caller_id: null,
    caller_name: 'gatepost',
    address: null,
    session_id: null,
    request_id: null,
    request: `gatepost ${command}`,
    action: command,
    object_type: null,
    object_id: null,
    object_name: null,
    changed_fields: [],
    outcome: 'success',
    status: null,
    code: null,
    ...what,
  };
}
