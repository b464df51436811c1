import pg from 'pg';

/** A step of a plan as auto_explain tells it, with what it really read. */
interface Step {
  'Node Type': string;
  Strategy?: string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  /** On average of a loop; a parallel worker is a loop too. */
  'Rows Removed by Filter'?: number;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  Plans?: Step[];
}

/** How PostgreSQL carried a statement out, and during which request it did. */
export interface Plan {
  during: string;
  statement: string;
  step: Step;
}

/** What sessions that begin from now on are started with: each statement tells its plan, those of triggers too. */
const OPTIONS = [
  'session_preload_libraries=auto_explain',
  'auto_explain.log_min_duration=0',
  'auto_explain.log_level=notice',
  'auto_explain.log_format=json',
  'auto_explain.log_nested_statements=on',
  'auto_explain.log_analyze=on',
  'auto_explain.log_timing=off',
];

export interface Recorder {
  /** Whatever runs from now on runs during this. */
  during: string;
  plans: Plan[];
  /** Everything that ever was `during`. */
  asked: Set<string>;
  stop(): void;
}

/**
 * Keeps the plan of every statement of every connection that this process opens from now on. They are those that ran,
 * on the prepared statements of the program itself, and not what EXPLAIN would make of a copy.
 */
export function recordPlans(): Recorder {
  const { connect } = pg.Client.prototype;
  const recorder: Recorder = { during: '', plans: [], asked: new Set(), stop };
  const optionsBefore = process.env.PGOPTIONS;
  process.env.PGOPTIONS = OPTIONS.map((option) => `-c ${option}`).join(' ');

  function listening(this: pg.Client, ...parameters: Parameters<typeof connect>): ReturnType<typeof connect> {
    this.on('notice', ({ message = '' }) => note(recorder, message));
    return connect.apply(this, parameters);
  }
  function stop(): void {
    pg.Client.prototype.connect = connect;
    if (optionsBefore === undefined) delete process.env.PGOPTIONS;
    else process.env.PGOPTIONS = optionsBefore;
  }
  pg.Client.prototype.connect = listening as typeof connect;
  return recorder;
}

function note({ during, plans }: Recorder, message: string): void {
  if (during === '' || !message.startsWith('duration:')) return;
  const told: { 'Query Text': string; Plan: Step } = JSON.parse(message.slice(message.indexOf('{')));
  plans.push({ during, statement: told['Query Text'].replace(/\s+/g, ' ').trim(), step: told.Plan });
}

interface Index {
  table: string;
  /** Its first column, or expression. */
  begins: string;
  isPartial: boolean;
}

/** What a plan is judged by: tables too large to be read whole, and their indexes by name. */
export interface Catalogue {
  large: ReadonlySet<string>;
  indexes: ReadonlyMap<string, Index>;
}

/** More than this is a large table. */
const LARGE_ROWS = 1_000;
/** So many may be read beside those that are wanted, such as where several filters meet and one has an index. */
const WASTED_ROWS = 1_500;

export async function readCatalogue(database: pg.Client): Promise<Catalogue> {
  const { rows: tables } = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND reltuples > ${LARGE_ROWS}`,
  );
  const { rows: indexes } = await database.query<Index & { name: string }>(
    `SELECT i.relname AS name, t.relname AS table, pg_get_indexdef(x.indexrelid, 1, true) AS begins,
            x.indpred IS NOT NULL AS "isPartial"
       FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid`,
  );
  return {
    large: new Set(tables.map(({ name }) => name)),
    indexes: new Map(indexes.map((index) => [index.name, index])),
  };
}

/** What a plan reads of large tables without being led there by an index, in words. */
export function scansOf(catalogue: Catalogue, { step }: Plan): string[] {
  return scansBelow(catalogue, step, { isCounted: false, isCutOff: false });
}

/** What becomes of the rows of a step. */
interface Use {
  /** They are counted and nothing else: the total of a list is exact, so that this reads whatever there is. */
  isCounted: boolean;
  /** The first of them are taken, in the order they come. */
  isCutOff: boolean;
}

/** Steps that take all rows before they give one. */
const GATHERING = ['Sort', 'Aggregate', 'Hash'];

function scansBelow(catalogue: Catalogue, step: Step, use: Use): string[] {
  const type = step['Node Type'];
  const below = {
    // A table of partitions is read as one.
    isCounted: (type === 'Aggregate' && step.Strategy === 'Plain') || (use.isCounted && type === 'Append'),
    isCutOff: type === 'Limit' || (use.isCutOff && !GATHERING.includes(type)),
  };
  const here = [...scanOf(catalogue, step, use), ...sortOf(step, use)];
  return [...here, ...(step.Plans ?? []).flatMap((each) => scansBelow(catalogue, each, below))];
}

/** Led to by an index or not: what is put in order has been read whole, though the first of it are wanted alone. */
function sortOf({ 'Node Type': type, Plans: [from] = [] }: Step, { isCutOff }: Use): string[] {
  const sorted = type === 'Sort' && isCutOff ? (from?.['Actual Rows'] ?? 0) * (from?.['Actual Loops'] ?? 1) : 0;
  return sorted > WASTED_ROWS ? [`Sort of ${sorted} rows`] : [];
}

function scanOf({ large, indexes }: Catalogue, step: Step, { isCounted, isCutOff }: Use): string[] {
  const type = step['Node Type'];
  const index = indexes.get(step['Index Name'] ?? '');
  const table = step['Relation Name'] ?? index?.table ?? '';
  if (!large.has(table)) return [];
  const removed = (step['Rows Removed by Filter'] ?? 0) * (step['Actual Loops'] ?? 1);
  if (removed > WASTED_ROWS) return [`${type} on ${table} reads ${removed} rows for nothing`];
  if (isCounted) return [];
  if (type === 'Seq Scan') return [`${type} on ${table}`];
  if (!index || isLed(index, step['Index Cond'], isCutOff)) return [];
  return [`${type} of the whole ${step['Index Name']} on ${table}`];
}

/**
 * Whether the condition is on the first column of the index; PostgreSQL 18 uses an index without that, older ones don't.
 * A partial index is a condition itself, and a list that is cut off walks along an index in its order.
 */
function isLed({ begins, isPartial }: Index, condition = '', isCutOff = false): boolean {
  if (condition === '') return isPartial || isCutOff;
  return /^\w+$/.test(begins) ? new RegExp(`\\b${begins}\\b`).test(condition) : condition.includes(begins);
}
