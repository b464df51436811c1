import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

export interface Import {
  from: string;
  /** A file of ours by its path from the root, a package by its name. */
  to: string;
  isType: boolean;
  /** Loaded when it is needed, and not with the file. */
  isOnDemand: boolean;
}

/** Every TypeScript file of ours in a folder, but what is generated. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('/generated/'));
}

const IMPORT =
  /^(?:import|export)\s(type\s)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

/** The imports of a file: values, types, re-exports, those for their effect alone, and dynamic ones. */
export function importsOf(path: string, source = readFileSync(join(root, path), 'utf8')): Import[] {
  return [...source.matchAll(IMPORT)].map(([, type, fixed, effect, dynamic]) => {
    const name = fixed ?? effect ?? dynamic ?? '';
    const to = name.startsWith('.') ? relative(root, resolve(root, dirname(path), name)) : name;
    return { from: path, to, isType: type !== undefined, isOnDemand: dynamic !== undefined };
  });
}

/** What each node points at. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

export function graphOf(imports: readonly Import[], nodeOf: (path: string) => string): Graph {
  const graph = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    const [source, target] = [nodeOf(from), nodeOf(to)];
    const targets = graph.get(source) ?? new Set<string>();
    graph.set(source, targets);
    if (source !== target) targets.add(target);
  }
  return graph;
}

/** One walk for each circle that is met: the nodes in their order, the first again at the end. */
export function circlesOf(graph: Graph): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (node: string, path: readonly string[]): void => {
    const start = path.indexOf(node);
    if (start >= 0) circles.push([...path.slice(start), node].join(' → '));
    if (start >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return circles;
}

/** The floor a file stands on: the longest line of the list that is the file or a folder above it. */
export function floorOf(floors: readonly string[], path: string): string | undefined {
  return floors
    .filter((floor) => path === floor || path.startsWith(`${floor}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Imports that go up, or that come from or lead to a file without a floor. */
export function arrowsUp(floors: readonly string[], imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, to }) => {
      const [source, target] = [floorOf(floors, from), floorOf(floors, to)];
      return source === undefined || target === undefined || floors.indexOf(source) > floors.indexOf(target);
    })
    .map(({ from, to }) => `${from} → ${to}`);
}

/** The packages that are loaded with a file, by whatever it imports. */
export function packagesLoadedWith(path: string): string[] {
  const reached = new Set([path]);
  for (const file of reached) {
    if (!file.endsWith('.ts')) continue;
    for (const { to, isType, isOnDemand } of importsOf(file)) if (!isType && !isOnDemand) reached.add(to);
  }
  return [...reached].filter((each) => !each.endsWith('.ts') && !each.startsWith('node:')).sort();
}
