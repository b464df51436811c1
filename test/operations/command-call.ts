import type { CommandCall } from '../../api/cli/command.ts';

/** A call of a command within this process, in whose environment nothing is set. */
export function commandCall(call: Pick<CommandCall, 'config' | 'say'> & Partial<CommandCall>): CommandCall {
  return {
    env: {},
    options: {},
    operand: undefined,
    flags: new Set(),
    tell: () => {},
    report: () => {},
    paint: (_, text) => text,
    isTerminal: false,
    ...call,
  };
}
