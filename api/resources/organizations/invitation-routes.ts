import { z } from 'zod';
import { perCaller } from '../../access/rate-limit.ts';
import type { Scope } from '../../context.ts';
import { answerOne } from '../../crud/answer.ts';
import type { Definition } from '../../crud/definition.ts';
import { demandFresh } from '../../crud/etag.ts';
import * as field from '../../crud/field.ts';
import { locateCollection, locateItem } from '../../crud/locate.ts';
import { createSchema, parse, parseBody } from '../../crud/parse.ts';
import { describe, newRow, save, store } from '../../crud/store.ts';
import { viewSchema } from '../../crud/view-schema.ts';
import { ApiError } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import type { InvitationRow } from '../../tables/invitation.ts';
import { findLifetimes } from '../../tables/org-setting.ts';
import { demandNonePending, demandWayForMail } from './invitation.ts';
import { firstExpiry, type InvitationMail, sendLink, withdraw } from './invitation-mail.ts';

/** A kind of invitation: what it is, and the mail that brings its link. */
export interface InvitationKind<Row extends InvitationRow> {
  definition: Definition<Row>;
  mail: InvitationMail;
  /** Rights beyond those of the route that a new link takes, since whoever has the link gets what it promises; throws. */
  demandMayRenew?(scope: Scope, row: Row): Promise<void>;
}

const regeneration = z.strictObject({ notify: field.flag().optional() }).meta({ id: 'RegenerateInvitation' });

/** Inviting and inviting anew: the two answers in which the link is seen. */
export function invitationRoutes<Row extends InvitationRow>(kind: InvitationKind<Row>): Route[] {
  const { definition } = kind;
  const { type, permissions } = definition;
  const [path] = definition.paths;
  const answer = viewSchema(definition);
  return [
    {
      method: 'post',
      path,
      access: permissions.write,
      audit: { type, action: 'create' },
      count: perCaller('invitation'),
      doc: {
        summary: 'Invites a person; the answer carries the link.',
        body: createSchema(definition),
        answer,
        statuses: [201],
      },
      run: (scope, call) => invite(scope, kind, call),
    },
    {
      method: 'post',
      path: `${path}/{item}/regenerate`,
      access: permissions.write,
      audit: { type },
      count: perCaller('invitation'),
      doc: { summary: 'Makes a new link, and the old one dead.', body: regeneration, answer },
      run: (scope, call) => regenerate(scope, kind, call),
    },
  ];
}

async function invite<Row extends InvitationRow>(scope: Scope, kind: InvitationKind<Row>, call: Call): Promise<Answer> {
  const { definition, mail } = kind;
  const collection = await locateCollection(scope, definition, definition.paths[0], call);
  const input = parseBody(definition, createSchema(definition), call.body);
  const row = newRow(scope, definition, collection, input);
  const ttlS = (await findLifetimes(scope.manager, row.org_id)).invitation_ttl;
  row.expires_at = await firstExpiry(scope, input.notify !== false, ttlS);
  await store(scope, definition, { row, before: null, input });
  const further = { activation_link: await sendLink(scope, mail, row, ttlS) };
  return answerOne(scope, definition, row, call, { status: 201, further });
}

/** A new link for an invitation that is not accepted yet; the old one is dead from here on. */
async function regenerate<Row extends InvitationRow>(
  scope: Scope,
  { definition, mail, demandMayRenew }: InvitationKind<Row>,
  call: Call,
): Promise<Answer> {
  const before = await locateItem(scope, definition, definition.paths[0], call.params);
  await demandMayRenew?.(scope, before);
  await demandFresh(scope, before, describe(definition, before), call.headers);
  const { notify = before.notify } = parse('RegenerateInvitation', regeneration, call.body ?? {});
  if (before.accepted_at) throw new ApiError('conflict', 'The invitation is accepted; it needs no new link.');
  await demandNonePending(scope, definition, before);
  await demandWayForMail(scope, notify);
  await withdraw(scope, [before.id]);
  const ttlS = (await findLifetimes(scope.manager, before.org_id)).invitation_ttl;
  const row: Row = { ...before, notify, expires_at: await firstExpiry(scope, notify, ttlS) };
  await save(scope, definition, before, row);
  const further = { activation_link: await sendLink(scope, mail, row, ttlS) };
  return answerOne(scope, definition, row, call, { further });
}
