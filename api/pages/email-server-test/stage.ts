import type { ProbeStage } from '../../mail/probe/probe.ts';
import type { Visit } from '../frame/page.ts';

const LABELS: Readonly<Record<ProbeStage['stage'], string>> = {
  dns: 'probe.dns',
  tcp: 'probe.tcp',
  greeting: 'probe.greeting',
  tls: 'probe.tls',
  auth: 'probe.auth',
  mail: 'probe.mail',
  rcpt: 'probe.rcpt',
  data: 'probe.data',
};

/** A stage as its template shows it; whoever may not manage email servers gets its name and whether it went well. */
export type StagePart = ProbeStage & { label: string; facts: string[] };

export function partOf(visit: Visit, stage: ProbeStage): StagePart {
  return { ...stage, label: visit.t(LABELS[stage.stage]), facts: factsOf(visit, stage) };
}

/** What a stage showed beyond its sentence, a line each. */
function factsOf({ t }: Visit, { details = {} }: ProbeStage): string[] {
  const { attempts = [], capabilities, checked_by: checkedBy, certificates = [], mechanisms = [] } = details;
  return [
    ...attempts.map(({ address, problem }) => (problem === null ? address : `${address}: ${problem}`)),
    ...(capabilities?.length ? [`EHLO: ${capabilities.join(', ')}`] : []),
    ...(checkedBy === undefined ? [] : [t('probe.checkedBy', { who: checkedBy })]),
    ...certificates.map(({ subject, issuer, not_after: end }) => `${subject} ← ${issuer}, ${end.slice(0, 10)}`),
    ...(mechanisms.length === 0 ? [] : [`AUTH: ${mechanisms.join(', ')}`]),
  ];
}
