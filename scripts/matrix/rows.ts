import { compareVersions } from './feature.ts';
import { type Axis, KINDS, type Outcome } from './run.ts';

const ROW =
  /^\| (?<kind>\w+) \| (?<version>\S+) \| (?<paths>`.+`) \| (?<date>[\d-]+) \| (?<passed>\d+) \| (?<failed>\d+)(?: \((?<files>.+)\))? \| (?<skipped>\d+) \|$/gm;

/** What the page says of earlier runs. */
export function readRows(page: string): Outcome[] {
  return [...page.matchAll(ROW)].map(({ groups = {} }) => ({
    kind: groups.kind as Axis['kind'],
    version: groups.version ?? '',
    paths: quoted(groups.paths),
    date: groups.date ?? '',
    passed: Number(groups.passed),
    failed: Number(groups.failed),
    skipped: Number(groups.skipped),
    files: quoted(groups.files),
  }));
}

const quoted = (list = '') => [...list.matchAll(/`(.+?)`/g)].map(([, path = '']) => path);

/** What ran now, in place of its own rows, among the others. */
export function among(earlier: readonly Outcome[], now: readonly Outcome[]): Outcome[] {
  const isAgain = (row: Outcome) => now.some(({ kind, version }) => kind === row.kind && version === row.version);
  return [...earlier.filter((row) => !isAgain(row)), ...now].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareVersions(a.version, b.version),
  );
}
