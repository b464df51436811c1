import { object, string } from './attribute-builder.ts';

const UNITS_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h)/g;
const DURATION = /^(\d+(?:\.\d+)?(ms|s|m|h))+$/;

/** The milliseconds of a duration such as `30s`, `2m`, `1h30m`; undefined when it is none. */
export function parseDurationMs(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  const parts = [...text.matchAll(PART)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS_MS[unit as keyof typeof UNITS_MS], 0);
}

/** The milliseconds of a configured timeout, or of the default where none is configured. */
export function timeoutMs(configured: string | null | undefined, fallback: string): number {
  return parseDurationMs(configured ?? fallback) ?? parseDurationMs(fallback) ?? 0;
}

/**
 * The `timeouts` attribute with a `create` in it.
 * @param create the default, for the documentation, such as `30s`
 */
export function timeouts(create: string) {
  return object(
    {
      create: string({
        description: `How long creating may wait, such as \`30s\` or \`2m\`. Default \`${create}\`.`,
        optional: true,
        validate: (text) =>
          parseDurationMs(text) === undefined ? 'must be a duration such as "30s" or "2m"' : undefined,
      }),
    },
    { description: 'How long operations may wait for what they depend on.', optional: true },
  );
}
