import type { Plan } from '../plan/plan.ts';
import { wholePlan } from './whole-plan.ts';

/** Nothing else is put between tags. */
const VERSION = /^\d{1,4}(?:\.\d{1,4}){2}(?:-[a-z]{1,10}\d{0,4})?$/;

/** The whole plan, folded: as many lines as there is room for. */
export function folded(plan: Plan, room: number): string {
  const lines = wholePlan(plan);
  if (lines.length === 0) return '';
  const version = VERSION.test(plan.engineVersion ?? '') ? ` of the engine ${plan.engineVersion}` : '';
  const shown = fitting(lines, room);
  const left = lines.length - shown.length;
  const note = left > 0 ? [`# … and ${left} more lines, for which the comment has no room`] : [];
  const frame = [
    `<details><summary>The whole plan${version}</summary>`,
    '',
    '```diff',
    ...shown,
    ...note,
    '```',
    '',
    '</details>',
  ];
  return `${frame.join('\n')}\n`;
}

function fitting(lines: readonly string[], room: number): string[] {
  let length = 0;
  const end = lines.findIndex((line) => {
    length += line.length + 1;
    return length > room;
  });
  return end < 0 ? [...lines] : lines.slice(0, end);
}
