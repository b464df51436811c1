import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { literal, type Program } from '../../export/code/program.ts';
import { printPython } from '../../export/code/python.ts';
import { printTypescript } from '../../export/code/typescript.ts';

const programOf = (title: string): Program => ({
  variables: [],
  blocks: [{ type: 'resource', labels: ['gatepost_email_server', 'main'], assignments: [['title', title]] }],
  importId: title,
});

/** Runs what is printed with a class that keeps what it is given. */
function run(code: string): { title: unknown; importId: unknown } {
  const kept: { title: unknown; importId: unknown } = { title: undefined, importId: undefined };
  class EmailServer {
    constructor(_scope: unknown, _name: string, { title }: { title: string }) {
      kept.title = title;
    }
    importFrom(id: string) {
      kept.importId = id;
    }
  }
  new Function('EmailServer', code.replace(/^import .*$/gm, ''))(EmailServer);
  return kept;
}

const piece = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '\r\n',
    '\u0024{a}',
    '%{',
    '$\u0024{',
    '\u2028',
    '\u202e',
    '\0',
    '*/',
    '//',
    '</script>',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const anyText = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('').replace(/\p{Cs}/gu, ''));

test('a text in TypeScript is the same text to CDKTF, whatever it holds', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(run(printTypescript(programOf(text)))).toEqual({ title: literal(text), importId: text });
    }),
    { numRuns: 1_000 },
  );
});

test('a text in Python stays on its line, in ASCII, and ends where it should', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const code = printPython(programOf(text));
      expect(code).toMatch(/^[\x20-\x7e\n]*$/);
      const strings = code.match(/"(?:[^"\\\n]|\\(?:["\\n]|u[0-9a-f]{4}|U[0-9a-f]{8}))*"/g);
      // The name of the resource, its title and what it is imported by, and nothing else with a quote in it.
      expect(strings).toHaveLength(3);
      expect(code.split(/"(?:[^"\\]|\\.)*"/)).toHaveLength(4);
    }),
    { numRuns: 1_000 },
  );
});
