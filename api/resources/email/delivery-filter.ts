import { z } from 'zod';
import type { Scope } from '../../context.ts';
import type { Target } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { findItem } from '../../crud/locate.ts';
import { organizationTarget } from '../../crud/organization.ts';
import { matchOf, refersToNothing } from '../../crud/reference.ts';
import type { Condition, Where } from '../../database/where.ts';
import { violation } from '../../errors.ts';
import { findCloudSetting, isHolding } from '../../tables/cloud-setting.ts';
import { SHOWN_STATES, type ShownState } from '../../tables/delivery.ts';
import { isUuid } from '../../uuid.ts';
import { emailServer } from './email-server.ts';

/** ISO 8601, as far as everybody reads it alike: a date, which begins in UTC, or a moment with its zone. */
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

const moment = () =>
  z
    .string('must be a string')
    .max(40, 'must have at most 40 characters')
    .refine(
      (value) => MOMENT.test(value) && !Number.isNaN(Date.parse(value)),
      'must be a date or a moment with its zone, such as 2026-01-31 or 2026-01-31T12:00:00Z',
    );

/** By what deliveries are found, called as the fields they show. */
export const filterFields = {
  state: z.enum(SHOWN_STATES, `must be one of ${SHOWN_STATES.join(', ')}`).describe(SHOWN_STATES.join(', ')),
  template: field.line(255).describe('The name of the template.'),
  recipient: field.line(320).describe('The whole address, without regard to case.'),
  org_url: field
    .reference()
    .describe('The organization: its URL, its id, which may be that of one deleted since, or its name.'),
  mail_server_url: field
    .reference()
    .describe(
      'The email server that was tried last: its URL, its id, which may be that of one deleted since, or its name.',
    ),
  cause_id: field.reference().describe('What the mail is about: its id, or its URL with the id.'),
  cause_type: field.line(255).describe('Goes with `cause_id`: what kind of thing that is, such as `org_invitation`.'),
  created_after: moment().describe('At this moment or later (ISO 8601; a date begins in UTC).'),
  created_before: moment().describe('Before this moment (ISO 8601; a date begins in UTC).'),
};

export const filterSchema = z.strictObject(filterFields).partial();

export type DeliveryFilter = z.infer<typeof filterSchema>;

/** What a query asks for, of all that it says; an empty parameter is none. */
export function filterOf(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).filter(([name, value]) => Object.hasOwn(filterFields, name) && value !== ''),
  );
}

/** What a filter lets through, with names made ids. */
export interface Selection {
  /** Columns and what each of them equals; null: nothing fits. */
  equal: Readonly<Record<string, string>> | null;
  /** From this moment on, and before the other one. */
  from: string | undefined;
  until: string | undefined;
}

/** @throws a violation at the field that names nothing */
export async function readSelection(scope: Scope, filter: DeliveryFilter): Promise<Selection> {
  const { state, template, recipient, cause_id: cause, cause_type: causeType } = filter;
  if (causeType !== undefined && cause === undefined) throw violation('/cause_type', 'goes with cause_id; say it too');
  const { org_url: org, mail_server_url: server } = filter;
  const stored = state && (await storedState(scope, state));
  const equal = {
    ...(stored && { state: stored }),
    ...(template && { template }),
    ...(recipient && { recipient }),
    ...(org && { org_id: await idOf(scope, '/org_url', org, organizationTarget, '/orgs') }),
    ...(server && { mail_server_id: await idOf(scope, '/mail_server_url', server, emailServer, emailServer.paths[0]) }),
    ...(cause && { cause_id: idIn('/cause_id', cause) }),
    ...(causeType && { cause_type: causeType }),
  };
  return {
    equal: stored === null ? null : equal,
    from: filter.created_after && new Date(filter.created_after).toISOString(),
    until: filter.created_before && new Date(filter.created_before).toISOString(),
  };
}

/** As conditions on the columns. */
export function whereSelected({ equal, from, until }: Selection): Where {
  if (equal === null) return { id: NOTHING };
  const { recipient, ...others } = equal;
  const within: Condition = {
    sql: (column, place) =>
      [...(from ? [`${column} >= ${place(from)}`] : []), ...(until ? [`${column} < ${place(until)}`] : [])].join(
        ' AND ',
      ),
  };
  return {
    ...others,
    ...(recipient && { recipient: sameAddress(recipient) }),
    ...((from || until) && { created_at: within }),
  };
}

/** The database lowers both, so that they are lowered alike. */
const sameAddress = (recipient: string): Condition => ({
  sql: (column, place) => `lower(${column}) = lower(${place(recipient)})`,
});

const NOTHING: Condition = { sql: () => 'false' };

/** What is queued is either held, all of it, or not. Null: nothing is in such a state. */
async function storedState(scope: Scope, state: ShownState): Promise<string | null> {
  if (state !== 'held' && state !== 'queued') return state;
  const shown = isHolding(await findCloudSetting(scope.manager)) ? 'held' : 'queued';
  return state === shown ? 'queued' : null;
}

/** An id is taken as it is: mails outlive what they were sent for, and what they left by. */
async function idOf(scope: Scope, pointer: string, said: string, target: Target, path: string): Promise<string> {
  const segments = said.includes('/') ? matchOf(pointer, said, target).segments : { org: 'admin', item: said };
  const { item = '' } = segments;
  if (isUuid(item)) return item.toLowerCase();
  const row = await findItem(scope, target, path, segments);
  if (!row) throw refersToNothing(pointer, target);
  return row.id;
}

/** Mails are about things of many kinds, whose URLs end alike. */
function idIn(pointer: string, said: string): string {
  const id = said.split('/').at(-1) ?? '';
  if (isUuid(id)) return id.toLowerCase();
  throw violation(pointer, 'must be an id, or a URL that ends in one');
}
