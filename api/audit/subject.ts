import { cleanText } from '../clean-text.ts';
import type { Caller } from '../context.ts';
import type { AuditSubject } from '../errors.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { isUuid } from '../uuid.ts';

const NAME_LENGTH = 255;

/** The object a request is about: what the answer says, else that of the answer, else that of the path. */
export function subjectOf(route: Route, call: Call, answer?: Answer): AuditSubject {
  if (answer?.about) return answer.about;
  const { type, id, name } = Object(answer?.body) as Record<string, unknown>;
  if (typeof type === 'string' && typeof id === 'string' && isUuid(id)) {
    return {
      object_type: route.audit?.type ?? type,
      object_id: id,
      object_name: typeof name === 'string' ? name : null,
    };
  }
  const object_type = route.audit?.type ?? null;
  const { item } = call.params;
  if (item === undefined) return { object_type, object_id: null, object_name: null };
  return isUuid(item)
    ? { object_type, object_id: item.toLowerCase(), object_name: null }
    : { object_type, object_id: null, object_name: cleanText(item, NAME_LENGTH) };
}

/** The account of whoever calls, where a user does. */
export function ownAccount(caller: Caller, otherwise: AuditSubject): AuditSubject {
  if (caller.kind !== 'user') return otherwise;
  return { object_type: 'user', object_id: caller.id, object_name: caller.name };
}

/** What was tried or done: what the route says, the word of the method, or the last word of the path of an action. */
export function actionOf(route: Route, answer?: Answer): string {
  if (route.audit?.action !== undefined) return route.audit.action;
  if (route.method === 'get') return 'read';
  if (route.method === 'delete') return 'delete';
  if (route.method !== 'post') return 'update';
  if (answer?.status === 201) return 'create';
  return route.path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? 'create';
}
