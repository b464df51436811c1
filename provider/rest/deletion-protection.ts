import { bool } from '../framework/attribute-builder.ts';
import { attributeError } from '../framework/diagnostic.ts';

/** Known to Terraform alone: the API deletes what it is told to. */
export const deletionProtection = bool({
  description:
    'Whether Terraform refuses to destroy it, and to replace it: the plan fails then. To let go of it, set it to `false` and apply that first. Default `false`.',
  optional: true,
  computed: true,
  default: false,
});

/** @throws DiagnosticError where the state says that it is protected */
export function demandUnprotected(typeName: string, prior: { readonly deletion_protection: boolean | null }): void {
  if (prior.deletion_protection !== true) return;
  throw attributeError(
    ['deletion_protection'],
    `${typeName} is protected against deletion`,
    'Nothing was destroyed. Set `deletion_protection = false`, apply that, and destroy or replace it then.',
  );
}
