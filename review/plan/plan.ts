import { isSame, type Value, type Values } from './value.ts';

export type Action = 'create' | 'update' | 'replace' | 'delete' | 'read' | 'forget' | 'no-op';

/** What a plan does to one object, without any secret. */
export interface Change {
  readonly address: string;
  /** Where it was in the configuration, if it has moved. */
  readonly previousAddress: string | undefined;
  /** Of the module that it is in; empty at the root. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** Whether the new one is there before the old one goes. */
  readonly createsFirst: boolean;
  /** Whether this is what was left of an earlier replacement. */
  readonly isDeposed: boolean;
  /** Null: there is none yet. */
  readonly before: Values | null;
  /** Null: there is none any more. */
  readonly after: Values | null;
  /** The attributes for whose sake it is replaced. */
  readonly replacedFor: readonly string[];
  /** By which id it is taken over. */
  readonly importedAs: string | undefined;
  /** Why the engine does it, in its own word. */
  readonly reason: string | undefined;
}

export interface Output {
  readonly name: string;
  readonly action: Action;
  readonly before: Value;
  readonly after: Value;
}

/** A condition of the configuration that does not hold. */
export interface FailedCheck {
  readonly address: string;
  readonly problems: readonly string[];
}

/** Something that is done and leaves no state; engines know it since Terraform 1.14. */
export interface Invocation {
  readonly address: string;
  readonly type: string;
  /** After or before which change it is done; undefined: on request. */
  readonly trigger: { readonly address: string; readonly event: string } | undefined;
}

/** An object as state or data source has it: what its id stands for. */
export interface Known {
  readonly type: string;
  readonly address: string;
  readonly values: Values;
}

export interface Plan {
  readonly engineVersion: string | undefined;
  readonly isErrored: boolean;
  /** Whether nothing was put off to another plan. */
  readonly isComplete: boolean;
  readonly changes: readonly Change[];
  readonly drift: readonly Change[];
  readonly outputs: readonly Output[];
  readonly failedChecks: readonly FailedCheck[];
  readonly invocations: readonly Invocation[];
  readonly known: readonly Known[];
  /** Addresses that an attribute of a resource refers to, as the configuration of its module writes them. */
  references(change: Pick<Change, 'module' | 'type' | 'name'>, attribute: string): readonly string[];
}

/** The attributes whose values differ, by name. */
export function changedIn({ before, after }: Pick<Change, 'before' | 'after'>): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].sort().filter((name) => !isSame(before?.[name] ?? null, after?.[name] ?? null));
}
