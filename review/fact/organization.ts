import { join, Markdown, say } from '../markdown/markdown.ts';
import { prose } from '../markdown/prose.ts';
import { isLost, isNew, isUpdated, referred, valueBefore } from './change.ts';
import type { Fact, Kind, Telling } from './fact.ts';
import { labelOf } from './label.ts';

export const providerOrganization: Kind = {
  noun: 'Organization',
  facts: (telling) => [lost(telling), owner(telling)],
};

/** An organization takes along what is in it, which is more than the plan's lines say. */
function lost(telling: Telling): Fact | undefined {
  const { change } = telling;
  if (!isLost(change)) return undefined;
  const label = say`${labelOf(change.before) ?? change.address}`;
  const asked = say`Is ${label} meant to go with all that is in it, or should only its ${new Markdown('`title`')} change?`;
  return { told: say`Everything in it is destroyed too: ${contentsIn(telling)}.`, asked };
}

/** By the provider, which has asked the API; else as far as the plan has it. */
function contentsIn({ change, contents }: Telling): Markdown {
  const counted = contents.counted(valueBefore(change, 'name'));
  if (counted) return prose(counted);
  const own = contents.declared(valueBefore(change, 'id'));
  const parts = Object.entries(WITHIN).flatMap(([type, noun]) => {
    const count = own.filter((each) => each.type === type).length;
    return count === 0 ? [] : [new Markdown(`${count} ${noun}${count === 1 ? '' : 's'}`)];
  });
  if (parts.length === 0) return say`its members, its catalogs and its open invitations`;
  return say`${join(parts)} of this configuration, and whatever else is there`;
}

const WITHIN = {
  gatepost_member: 'member',
  gatepost_catalog: 'catalog',
  gatepost_role: 'role',
  gatepost_member_invitation: 'invitation',
};

function owner(telling: Telling): Fact | undefined {
  const { change } = telling;
  if (isNew(change)) return { told: say`${referred(telling, 'owner_id', 'after')} will own it.` };
  if (change.action !== 'update' || !isUpdated(change, 'owner_id')) return undefined;
  const [before, after] = [referred(telling, 'owner_id', 'before'), referred(telling, 'owner_id', 'after')];
  return {
    told: say`${after} will own it instead of ${before}, who stays a member.`,
    about: ['owner_id'],
    asked: say`Does ${after} know of becoming the owner?`,
  };
}
