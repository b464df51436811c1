import { expect } from '@jest/globals';
import type { Result, Workspace } from '../../toolbox/workspace.ts';

/** A diagnostic as the engine tells it with -json. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address: string | undefined;
  /** The attribute in whose line of the configuration it points; for an attribute that is not there, the block. */
  readonly attribute: string | undefined;
}

interface Line {
  readonly type: string;
  readonly diagnostic?: Omit<Diagnostic, 'attribute'> & { readonly snippet?: { readonly code: string } };
}

/** The diagnostics of a command that was run with -json. */
export function diagnosticsOf({ stdout }: Result): Diagnostic[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"'));
  return lines.flatMap((text) => {
    const { type, diagnostic } = JSON.parse(text) as Line;
    if (type !== 'diagnostic' || diagnostic === undefined) return [];
    const { snippet, ...told } = diagnostic;
    return [{ ...told, attribute: snippet?.code.trim().split(/[\s={]/)[0] }];
  });
}

/** Applies what is expected to fail; answers its errors. */
export async function failToApply(workspace: Workspace): Promise<Diagnostic[]> {
  const result = await workspace.apply('-json');
  const errors = diagnosticsOf(result).filter(({ severity }) => severity === 'error');
  expect({ code: result.code, output: result.output }).toEqual({ code: 1, output: expect.any(String) });
  expect(errors).not.toEqual([]);
  return errors;
}

/** The import block that a diagnostic offers, for the resource of this address. */
export function offeredImport({ detail }: Diagnostic, address: string): string {
  const [block] = /^import \{\n[^}]*\}$/m.exec(detail) ?? [];
  if (block === undefined) throw new Error(`No import block is offered:\n${detail}`);
  return `\n${block.replace(/to = \S+/, `to = ${address}`)}\n`;
}
