import { BASE_LANGUAGE } from '../../language.ts';

const UNITS: readonly [string, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** A lifetime as people say it, in the largest unit that is exact: 172800 is "2 days", 5400 "90 minutes". */
export function durationInWords(seconds: number, language: string | null = null): string {
  const [unit, length] = UNITS.find(([, size]) => seconds >= size && seconds % size === 0) ?? ['second', 1];
  const words = { style: 'unit', unit, unitDisplay: 'long', useGrouping: false } as const;
  return new Intl.NumberFormat(language ?? BASE_LANGUAGE, words).format(seconds / length);
}
