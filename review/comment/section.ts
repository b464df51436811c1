import { Markdown } from '../markdown/markdown.ts';

/** A heading with what stands below it, a bullet each. */
export interface Section {
  readonly heading: string;
  readonly bullets: readonly string[];
  /** The smaller, the later it is shortened where a comment would be too long. */
  readonly rank: number;
}

const MOST_DETAILS = 30;
/** As much as the line takes that says how many bullets are left out. */
const LEFT_OUT = 80;

/** A bullet with others below it. */
export function bullet(told: Markdown, details: readonly Markdown[] = []): string {
  const shown = details.slice(0, MOST_DETAILS);
  const left = details.length - shown.length;
  const lines = left > 0 ? [...shown, new Markdown(`and ${left} more`)] : shown;
  return [`- ${told.text}`, ...lines.map(({ text }) => `  - ${text}`)].join('\n');
}

function print({ heading, bullets }: Section, count = bullets.length): string {
  const left = bullets.length - count;
  const shown = bullets.slice(0, count);
  const more = left > 0 ? [`- … and ${left} more, for which the comment has no room.`] : [];
  return [`#### ${heading}`, '', ...shown, ...more, '', ''].join('\n');
}

/** The sections one below the other in no more than so many characters: those of the highest rank lose bullets first. */
export function printSections(sections: readonly Section[], room: number): string {
  const counts = new Map<Section, number>();
  let over = sections.reduce((sum, section) => sum + print(section).length, 0) - room;
  for (const section of sections.toSorted((a, b) => b.rank - a.rank)) {
    const { bullets } = section;
    let count = bullets.length;
    if (over > 0) over += LEFT_OUT;
    while (count > 0 && over > 0) over -= (bullets[--count]?.length ?? 0) + 1;
    counts.set(section, count);
  }
  return sections.map((section) => print(section, counts.get(section))).join('');
}
