import { styleText } from 'node:util';
import type { Environment } from '../config.ts';

/** A text in a style of the terminal, or as it is where colours are off. */
export type Paint = (style: 'bold' | 'red', text: string) => string;

/** Off for a pipe, for terminals that know none, and for whoever says so (no-color.org). */
export function createPaint(isTerminal: boolean, env: Environment, isRefused: boolean): Paint {
  const isOn = isTerminal && !isRefused && !env.NO_COLOR && env.TERM !== 'dumb';
  return (style, text) => (isOn ? styleText(style, text) : text);
}
