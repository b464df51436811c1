import type { Visit } from '../frame/page.ts';

export const STATES = ['held', 'queued', 'sending', 'sent', 'failed', 'ambiguous', 'cancelled'] as const;

const TONES: Readonly<Record<string, string>> = {
  held: 'warn',
  queued: 'info',
  sending: 'info',
  sent: 'good',
  failed: 'bad',
  ambiguous: 'warn',
};

/** The state of a delivery as a badge reads it. */
export const stateView = ({ t }: Pick<Visit, 't'>, state: string) => ({
  tone: TONES[state] ?? 'plain',
  label: t(`deliveryState.${state}`),
});
