import { SOON_DAYS } from '../tables/certificate.ts';

const DAY_MS = 86_400_000;

/** Whole days until a certificate ends; below 0 it has ended. */
export const daysUntil = (endsAt: string): number => Math.floor((Date.parse(endsAt) - Date.now()) / DAY_MS);

/** How a page colours a certificate that lasts for so many days. */
export function toneOf(days: number): 'good' | 'warn' | 'bad' {
  if (days < 0) return 'bad';
  return days < SOON_DAYS ? 'warn' : 'good';
}
