import type { Visit } from '../frame/page.ts';
import { hasText } from '../frame/text.ts';

/** Something that was done or refused, as the API tells it. */
export interface AuditEvent {
  id: string;
  created_at: string;
  action: string;
  outcome: string;
  code: string | null;
  caller: { kind: string; id: string | null; name: string };
  object: { type: string | null; id: string | null; name: string | null };
  changed_fields: string[];
  org_url: string;
}

/** With its outcome as a badge, and what was done to what in words. */
export const eventView = ({ t }: Visit, event: AuditEvent) => ({
  ...event,
  badge:
    event.outcome === 'success'
      ? { tone: 'good', label: t('audit.success') }
      : { tone: 'bad', label: t('audit.refused') },
  isSystem: event.caller.kind === 'system',
  objectWords: objectWords(t, event.object) || '–',
  actionWords: wordOr(t, 'auditAction', event.action),
  fields: event.changed_fields.join(', '),
});

/** An object as people call it: what it is and which one, unless there is only one. */
export function objectWords(t: Visit['t'], { type, name }: AuditEvent['object']): string {
  const isOnly = name === type?.replaceAll('_', '-');
  return [type && wordOr(t, 'objectType', type), !isOnly && name].filter(Boolean).join(' ');
}

/** What has no word of its own is called as the API calls it. */
const wordOr = (t: Visit['t'], section: string, name: string): string =>
  hasText(`${section}.${name}`) ? t(`${section}.${name}`) : name;
