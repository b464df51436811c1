import type { Caller, Scope, TrailEntry } from '../context.ts';
import { ApiError } from '../errors.ts';
import type { Observer } from '../http/observer.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { addEvents, type NewAuditEvent } from './audit-event.ts';
import { actionOf, ownAccount, subjectOf } from './subject.ts';

/** Writes down what requests do, and what is refused. */
export const audit: Observer = {
  /** In the transaction of the write: an event for every object it touched, or one for itself. */
  async wrote(scope, route, call, answer) {
    const common = { ...commonOf(scope.caller, route, call), created_at: scope.now, status: answer.status };
    const touched = (scope.trail ?? []).map((entry) => ({ ...common, ...fromTrail(entry) }));
    await addEvents(scope.manager, touched.length > 0 ? touched : [eventOf(scope, common, route, call, answer)]);
  },

  async ran(context, caller, route, call, answer) {
    const event = {
      ...commonOf({ ...caller, ...answer.caller }, route, call),
      ...subjectOf(route, call, answer),
      action: actionOf(route, answer),
      org_id: call.orgId,
      status: answer.status,
    };
    await addEvents(context.database.manager, [event]);
  },

  /**
   * Of refusals those that an administrator wants to see: a missing permission, a failed sign-in, and what says itself
   * what it was about. The refusal stands, whether it could be written down or not.
   */
  async refused(context, caller, route, call, thrown) {
    if (!(thrown instanceof ApiError) || !isWorthRecording(thrown, route)) return;
    try {
      const event = {
        ...commonOf(caller, route, call),
        ...(thrown.details.about ?? (await route.audit?.accountTried?.(context, call)) ?? subjectOf(route, call)),
        action: actionOf(route),
        org_id: call.orgId,
        outcome: 'refused' as const,
        status: thrown.status,
        code: thrown.code,
      };
      await addEvents(context.database.manager, [event]);
    } catch (error) {
      context.log.error({ err: error, requestId: call.requestId }, 'a refusal could not be written to the audit');
    }
  },
};

/** On a route that takes a password or a link's token, a 401 is a failed sign-in. */
function isWorthRecording({ status, details }: ApiError, route: Route): boolean {
  return details.about !== undefined || status === 403 || (status === 401 && route.method === 'post');
}

type Common = ReturnType<typeof commonOf> & { status: number };

function eventOf({ caller }: Scope, common: Common, route: Route, call: Call, answer: Answer): NewAuditEvent {
  const subject = subjectOf(route, call, answer);
  return {
    ...common,
    ...(route.audit?.isOwnAccount && subject.object_id === null ? ownAccount(caller, subject) : subject),
    action: actionOf(route, answer),
    org_id: call.orgId,
  };
}

function commonOf(caller: Caller, route: Route, call: Call) {
  return {
    created_at: new Date(),
    caller_kind: caller.kind,
    caller_id: caller.id,
    caller_name: caller.name,
    address: call.address || null,
    request_id: call.requestId,
    request: `${route.method.toUpperCase()} /api${route.path}`,
    changed_fields: [] as string[],
    outcome: 'success' as const,
    code: null,
  };
}

function fromTrail({ action, type, id, name, orgId, fields }: TrailEntry) {
  return {
    action,
    object_type: type,
    object_id: id,
    object_name: name,
    org_id: orgId,
    changed_fields: fields,
  };
}
