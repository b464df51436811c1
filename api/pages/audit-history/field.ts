import type { AuditEvent } from '../audit/event.ts';

const MOST_CHARACTERS = 300;

/** A field of an object: when it was last set or changed, by whom, and what it is now. */
export interface FieldHistory {
  name: string;
  when: string;
  who: string;
  now: string | null;
}

/** Each field that events name, by the newest that did. */
export function fieldsOf(events: readonly AuditEvent[], current: Record<string, unknown> | null): FieldHistory[] {
  const newest = new Map<string, AuditEvent>();
  for (const event of events) {
    if (event.outcome !== 'success') continue;
    for (const name of event.changed_fields) if (!newest.has(name)) newest.set(name, event);
  }
  return [...newest]
    .map(([name, { created_at, caller }]) => ({ name, when: created_at, who: caller.name, now: nowOf(current, name) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** As the API shows it, which shows no secret; null: it shows no such field. */
function nowOf(current: Record<string, unknown> | null, name: string): string | null {
  // Where further fields may come, their names are the caller's.
  const step = (place: unknown, name: string) => (Object.hasOwn(Object(place), name) ? Object(place)[name] : undefined);
  const value = name.split('.').reduce<unknown>(step, current);
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text;
}
