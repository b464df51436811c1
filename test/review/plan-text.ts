/** Plans as `terraform show -json` writes them, made by hand where no engine would make such. */

type Values = Readonly<Record<string, unknown>>;

export interface ChangeGiven {
  readonly type?: string;
  readonly name?: string;
  readonly address?: string;
  readonly actions?: readonly string[];
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly unknown?: Values;
  readonly beforeSensitive?: unknown;
  readonly afterSensitive?: unknown;
  readonly further?: Values;
}

export function changeGiven({ type = 'gatepost_email_server', name = 'a', ...given }: ChangeGiven) {
  return {
    address: given.address ?? `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    change: {
      actions: given.actions ?? ['update'],
      before: given.before ?? null,
      after: given.after ?? null,
      after_unknown: given.unknown ?? {},
      before_sensitive: given.beforeSensitive ?? {},
      after_sensitive: given.afterSensitive ?? {},
    },
    ...given.further,
  };
}

export function planText(changes: readonly ChangeGiven[], further: Values = {}): string {
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: changes.map(changeGiven),
    ...further,
  });
}

export const logText = (...diagnostics: readonly Values[]): string =>
  diagnostics.map((diagnostic) => `${JSON.stringify({ type: 'diagnostic', diagnostic })}\n`).join('');
