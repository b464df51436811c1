import { LIMITS } from '../access/limit.ts';
import { networkOf } from '../access/network.ts';
import type { Caller, Context, Scope, TrailEntry } from '../context.ts';
import { ApiError, type AuditSubject } from '../errors.ts';
import type { Observer } from '../http/observer.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { addEvents, type NewAuditEvent, sendEvents } from './audit-event.ts';
import { keepProvenance } from './provenance.ts';
import { actionOf, ownAccount, subjectOf } from './subject.ts';

/** Writes down what requests do, and what is refused. */
export const audit: Observer = {
  /** In the transaction of the write: an event for every object it touched, or one for itself. */
  async wrote(scope, route, call, answer) {
    await keepProvenance(scope, call);
    const common = { ...commonOf(scope.caller, route, call), status: answer.status };
    const touched = (scope.trail ?? []).map((entry) => ({ ...common, ...fromTrail(entry) }));
    return sendEvents(scope.manager, touched.length > 0 ? touched : [eventOf(scope, common, route, call, answer)]);
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

  /** A trial leaves nothing behind but the knowledge that a password was right; that is kept. */
  async tried(context, caller, route, call, answer) {
    if (!route.audit?.provesPassword) return;
    const common = commonOf(caller, route, call);
    const event = {
      ...common,
      ...(await accountOf(context, caller, route, call)),
      request: `${common.request}?validate_only=true`,
      action: actionOf(route),
      org_id: call.orgId,
      status: answer.status,
    };
    await addEvents(context.database.manager, [event]);
  },

  /**
   * Of refusals those that an administrator wants to see: a missing permission, a wrong password, the first time that a
   * limit strikes, and what says itself what it was about. The refusal stands, whether it could be written down or not.
   */
  async refused(context, caller, route, call, thrown) {
    if (!(thrown instanceof ApiError) || !isWorthRecording(thrown, route)) return;
    try {
      const subject = thrown.details.about ?? (await accountOf(context, caller, route, call));
      if (thrown.status === 429 && !(await isFirstOfLimit(context, caller, route, call, subject))) return;
      const count = await countRefusals(context, call, thrown);
      if (!isWorthAnEvent(count)) return;
      const event = {
        ...commonOf(caller, route, call),
        ...(count > ONE_BY_ONE && { request: `${count} requests of this network; the last: ${nameOf(route)}` }),
        ...subject,
        action: actionOf(route),
        org_id: call.orgId,
        outcome: 'refused' as const,
        status: thrown.status,
        code: thrown.code,
        ...thrown.details.audit,
      };
      await addEvents(context.database.manager, [event]);
    } catch (error) {
      context.log.error({ err: error, requestId: call.requestId }, 'a refusal could not be written to the audit');
    }
  },
};

const ONE_BY_ONE = LIMITS['refusal-network'].times;

/** How many of its kind came from this network lately; several kinds don't hide each other. */
function countRefusals({ limits }: Context, { address }: Call, { code }: ApiError): Promise<number> {
  return limits.tally({ limit: 'refusal-network', of: [networkOf(address), code] });
}

/** Nobody floods the audit, which only grows: beyond the first few each doubling is one event that says how many. */
const isWorthAnEvent = (count: number) => count <= ONE_BY_ONE || Number.isInteger(Math.log2(count / ONE_BY_ONE));

const nameOf = (route: Route) => `${route.method.toUpperCase()} /api${route.path}`;

/** On a route that takes a password or a link's token, a 401 is a failed sign-in. */
function isWorthRecording({ status, code, details }: ApiError, route: Route): boolean {
  if (details.about !== undefined || status === 403 || status === 429 || code === 'wrong_password') return true;
  return status === 401 && route.method === 'post';
}

/** Whoever goes on after a limit struck could fill the audit: of each only the first is kept. */
function isFirstOfLimit({ limits }: Context, caller: Caller, route: Route, call: Call, subject: AuditSubject) {
  const who = [caller.kind, caller.id ?? networkOf(call.address)];
  const what = [route.method, route.path, subject.object_id ?? ''];
  return limits.count({ limit: 'limit-in-audit', of: [...who, ...what] });
}

/** Whose account a request without an answer was about, or else the object of its path. */
async function accountOf(context: Context, caller: Caller, route: Route, call: Call): Promise<AuditSubject> {
  if (route.audit?.accountTried) return route.audit.accountTried(context, call);
  const subject = subjectOf(route, call);
  return route.audit?.isOwnAccount ? ownAccount(caller, subject) : subject;
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
    caller_kind: caller.kind,
    caller_id: caller.id,
    caller_name: caller.name,
    address: call.address || null,
    session_id: caller.sessionId ?? null,
    request_id: call.requestId,
    request: nameOf(route),
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
