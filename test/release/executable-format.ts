const ELF_MACHINES: Readonly<Record<number, string>> = { 62: 'x64', 183: 'arm64' };
const PE_MACHINES: Readonly<Record<number, string>> = { 34404: 'x64', 43620: 'arm64' };

/** What a system sees in a program before it starts it: its format and its machine, by its first bytes. */
export function formatOf(program: Buffer): string {
  const start = program.toString('latin1', 0, 4);
  if (start === '\u007fELF') return `ELF ${ELF_MACHINES[program.readUInt16LE(18)]}`;
  if (start.startsWith('#!')) return program.toString('utf8', 0, program.indexOf('\n'));
  if (start.startsWith('MZ')) return peFormatOf(program);
  return 'none';
}

/** The old header tells where the new one is; each section it lists has to lie within the file. */
function peFormatOf(program: Buffer): string {
  const header = program.readUInt32LE(0x3c);
  if (program.toString('latin1', header, header + 4) !== 'PE\0\0') return 'none';
  const machine = PE_MACHINES[program.readUInt16LE(header + 4)];
  return `PE ${machine}${sectionsEnd(program, header) > program.length ? ', cut off' : ''}`;
}

function sectionsEnd(program: Buffer, header: number): number {
  const count = program.readUInt16LE(header + 6);
  const first = header + 24 + program.readUInt16LE(header + 20);
  const ends = Array.from({ length: count }, (_, index) => first + index * 40).map(
    (section) => program.readUInt32LE(section + 16) + program.readUInt32LE(section + 20),
  );
  return Math.max(...ends);
}
