import { z } from 'zod';
import { PlanError } from './plan-error.ts';

/** What the engine or a provider has to say about a plan. */
export interface Diagnostic {
  readonly severity: 'warning' | 'error';
  readonly summary: string;
  readonly detail: string;
  /** Of the resource that it is about, where it is in the configuration. */
  readonly address: string | undefined;
}

const line = z.object({
  type: z.string(),
  diagnostic: z
    .object({
      severity: z.enum(['warning', 'error']),
      summary: z.string(),
      detail: z.string().optional(),
      address: z.string().optional(),
    })
    .optional(),
});

/**
 * The warnings and errors in what `terraform plan -json` printed, errors first, each once.
 * @throws PlanError that names the line that is none of its lines
 */
export function readLog(text: string): Diagnostic[] {
  const diagnostics = text
    .split('\n')
    .flatMap((each, index) => (each.trim() === '' ? [] : diagnosticIn(each, index + 1)));
  const once = new Map(diagnostics.map((each) => [placeOf(each), each]));
  // The engine says them as they come, which is otherwise each time.
  return [...once].sort(byPlace).map(([, each]) => each);
}

const placeOf = ({ severity, address = '', summary, detail }: Diagnostic): string =>
  JSON.stringify([severity, address, summary, detail]);

const byPlace = ([a]: readonly [string, Diagnostic], [b]: readonly [string, Diagnostic]): number =>
  a < b ? -1 : Number(a > b);

function diagnosticIn(text: string, number: number): Diagnostic[] {
  const { data } = line.safeParse(parse(text));
  if (!data)
    throw new PlanError(
      `Line ${number} of the plan's log is none that terraform plan -json prints. Give its standard output alone.`,
    );
  const { severity, summary, detail = '', address } = data.diagnostic ?? {};
  if (severity === undefined || summary === undefined) return [];
  return [{ severity, summary, detail, address }];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
