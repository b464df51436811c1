import type { Caller } from '../access/caller.ts';
import type { Context, Scope } from '../context.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { addEvents, type NewAuditEvent } from './audit-event.ts';
import { signedInBy, triedAccount } from './sign-in.ts';
import { actionOf, subjectOf } from './subject.ts';
import type { Touch } from './trail.ts';

/** Writes down what a unit of work did, in its own transaction: an event for every object it touched, or one for itself. */
export async function recordWrite(scope: Scope, route: Route, call: Call, answer: Answer): Promise<void> {
  const common = { ...commonOf(scope.caller, route, call), created_at: scope.now, status: answer.status };
  const touched = (scope.trail ?? []).map((touch) => ({ ...common, ...fromTouch(touch) }));
  const itself = { ...common, ...subjectOf(route, call, answer), action: actionOf(route, answer), org_id: call.orgId };
  await addEvents(scope.manager, touched.length > 0 ? touched : [ownAccount(route, scope.caller, itself)]);
}

/** Writes down what a route did that has no single transaction, before its answer leaves. */
export async function recordTalk(
  context: Context,
  caller: Caller,
  route: Route,
  call: Call,
  answer: Answer,
): Promise<void> {
  const who = route.path === '/token' ? await signedInBy(context, answer, call.address) : caller;
  const event = {
    ...commonOf(who, route, call),
    ...subjectOf(route, call, answer),
    action: actionOf(route, answer),
    org_id: call.orgId,
    status: answer.status,
  };
  await addEvents(context.database.manager, [event]);
}

/**
 * Writes down a refusal that an administrator wants to see: a missing permission, and a failed sign-in. The refusal
 * stands, whether it could be written down or not.
 */
export async function recordRefusal(
  context: Context,
  caller: Caller,
  route: Route,
  call: Call,
  thrown: unknown,
): Promise<void> {
  if (!(thrown instanceof ApiError) || !isWorthRecording(thrown, route)) return;
  try {
    const isSignIn = route.path === '/token';
    const event = {
      ...commonOf(caller, route, call),
      ...(isSignIn ? await triedAccount(context, call) : subjectOf(route, call)),
      action: actionOf(route),
      org_id: call.orgId || (await organizationOf(context, call)),
      outcome: 'refused' as const,
      status: thrown.status,
      code: thrown.code,
    };
    await addEvents(context.database.manager, [event]);
  } catch (error) {
    context.log.error({ err: error, requestId: call.requestId }, 'a refusal could not be written to the audit');
  }
}

/** On a route that takes a password or a link's token, a 401 is a failed sign-in. */
function isWorthRecording({ status }: ApiError, route: Route): boolean {
  return status === 403 || (status === 401 && route.method === 'post');
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

function fromTouch({ action, type, id, name, orgId, fields }: Touch) {
  return {
    action,
    object_type: type,
    object_id: id,
    object_name: name,
    org_id: orgId,
    changed_fields: fields,
  };
}

/** A request under /me is about the account of its caller. */
function ownAccount(route: Route, caller: Caller, event: NewAuditEvent): NewAuditEvent {
  if (!route.path.startsWith('/me') || caller.kind !== 'user' || event.object_id !== null) return event;
  return { ...event, object_type: 'user', object_id: caller.id, object_name: caller.name };
}

/** A refusal may come before the organization of the path is known. */
async function organizationOf(context: Context, call: Call): Promise<string> {
  const segment = call.params.org ?? call.params.item ?? '';
  const rows: { id: string }[] = await context.database.query(
    'SELECT id FROM organization WHERE id::text = lower($1) OR name = $1',
    [segment],
  );
  return rows[0]?.id ?? context.adminOrgId;
}
