import { z } from 'zod';
import type { Raw } from './value.ts';

/** What is read of a plan as `terraform show -json` writes it; the rest is not looked at. */

const raw = z.custom<Raw>((value) => value !== undefined);
const values = z.record(z.string(), raw).nullish();

const change = z.object({
  actions: z.array(z.string()),
  before: raw.optional(),
  after: raw.optional(),
  after_unknown: raw.optional(),
  before_sensitive: raw.optional(),
  after_sensitive: raw.optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  importing: z.object({ id: z.string().optional() }).nullish(),
});

export type ChangeForm = z.infer<typeof change>;

const resourceChange = z.object({
  address: z.string(),
  previous_address: z.string().optional(),
  module_address: z.string().optional(),
  mode: z.string().optional(),
  type: z.string(),
  name: z.string(),
  deposed: z.string().optional(),
  change,
  action_reason: z.string().optional(),
});

export type ResourceChangeForm = z.infer<typeof resourceChange>;

const stateResource = z.object({
  address: z.string(),
  type: z.string(),
  values,
  sensitive_values: raw.optional(),
});

export interface StateModuleForm {
  resources?: z.infer<typeof stateResource>[] | undefined;
  child_modules?: StateModuleForm[] | undefined;
}

const stateModule: z.ZodType<StateModuleForm> = z.object({
  resources: z.array(stateResource).optional(),
  get child_modules() {
    return z.array(stateModule).optional();
  },
});

const configResource = z.object({ type: z.string(), name: z.string(), expressions: raw.optional() });

export interface ConfigModuleForm {
  resources?: z.infer<typeof configResource>[] | undefined;
  module_calls?: Record<string, { module?: ConfigModuleForm | undefined }> | undefined;
}

const configModule: z.ZodType<ConfigModuleForm> = z.object({
  resources: z.array(configResource).optional(),
  get module_calls() {
    return z.record(z.string(), z.object({ module: configModule.optional() })).optional();
  },
});

const check = z.object({
  address: z.object({ to_display: z.string() }),
  status: z.string(),
  instances: z
    .array(z.object({ status: z.string(), problems: z.array(z.object({ message: z.string() })).optional() }))
    .optional(),
});

const invocation = z.object({
  address: z.string(),
  type: z.string(),
  lifecycle_action_trigger: z
    .object({ triggering_resource_address: z.string(), action_trigger_event: z.string() })
    .optional(),
});

export const planForm = z.object({
  format_version: z.string(),
  terraform_version: z.string().optional(),
  errored: z.boolean().optional(),
  complete: z.boolean().optional(),
  planned_values: z.unknown(),
  resource_changes: z.array(resourceChange).optional(),
  resource_drift: z.array(resourceChange).optional(),
  output_changes: z.record(z.string(), change).optional(),
  prior_state: z.object({ values: z.object({ root_module: stateModule }).optional() }).optional(),
  configuration: z.object({ root_module: configModule.optional() }).optional(),
  checks: z.array(check).optional(),
  action_invocations: z.array(invocation).optional(),
});

export type PlanForm = z.infer<typeof planForm>;
