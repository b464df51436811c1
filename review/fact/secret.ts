import { join, say } from '../markdown/markdown.ts';
import type { Change } from '../plan/plan.ts';
import { Hidden } from '../plan/value.ts';
import { difference, leavesOf, told } from './change.ts';
import type { Fact } from './fact.ts';
import { labelOf } from './label.ts';

const VERSION = /_wo_version$/;

/** Secrets that an update sends. None of them is in a plan; its version is, or that it is another one. */
export function secretFacts(change: Change): Fact[] {
  if (change.before === null || change.after === null || change.action === 'replace') return [];
  const label = labelOf(change.after) ?? change.address;
  const sent = leavesOf(change).flatMap(({ path, before, after }): Fact[] => {
    const secret = path.replace(VERSION, '');
    if (secret !== path) {
      const versions = say`(version ${told(after)} instead of ${told(before)})`;
      return [
        {
          told: say`Its ${secret} is sent again ${versions}.`,
          about: [path],
          asked: say`Why does ${label} get another ${secret}, and does the other side know it?`,
        },
      ];
    }
    if (!(before instanceof Hidden) && !(after instanceof Hidden)) return [];
    return [
      {
        told: say`Its ${path} changes.`,
        about: [path],
        asked: say`Why does ${label} get another ${path}, and does the other side know it?`,
      },
    ];
  });
  return sent.length > 0 ? [...sent, UNTOLD] : [...sent, ...drifted(change)];
}

const UNTOLD: Fact = { told: say``, about: ['drifted_secrets'] };

/** The provider keeps their names, and plans an empty list where it sets them again. */
function drifted(change: Change): Fact[] {
  const { lost } = difference(change, 'drifted_secrets');
  if (lost.length === 0) return [UNTOLD];
  return [{ told: say`Its ${join(lost)} is set again to what is configured.`, about: ['drifted_secrets'] }];
}
