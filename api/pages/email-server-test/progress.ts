import type { ProbeStage } from '../../mail/probe/probe.ts';

type Stage = ProbeStage['stage'];

/** Of these later ones may be answered before it is known that an earlier one failed. */
const ENVELOPE: readonly Stage[] = ['mail', 'rcpt', 'data'];

/**
 * Tells of each stage once, as soon as it cannot be taken back: the sender and the only recipient when the server asks for
 * the text, several recipients and the text when all is over.
 */
export function createProgress(recipients: number, tell: (stage: ProbeStage) => void) {
  const held = new Map<Stage, ProbeStage>();
  function release(stages: readonly Stage[]): void {
    for (const name of stages) {
      const stage = held.get(name);
      held.delete(name);
      if (stage) tell(stage);
    }
  }
  return {
    hear(stage: ProbeStage): void {
      const place = ENVELOPE.indexOf(stage.stage);
      if (!stage.ok) {
        release(place < 0 ? ENVELOPE : ENVELOPE.slice(0, place));
        held.clear();
      }
      if (!stage.ok || place < 0) tell(stage);
      else held.set(stage.stage, stage);
      if (stage.stage === 'data') release(recipients > 1 ? ['mail'] : ['mail', 'rcpt']);
    },
    /** All is over. */
    end: () => release(ENVELOPE),
  };
}
