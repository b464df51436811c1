/** What a provider is declared with; see README.md. */
export type { Action, InvokeContext, PlanActionContext } from '../framework/action.ts';
export type { Attribute, Attributes } from '../framework/attribute.ts';
export { bool, list, listOf, map, number, object, set, string } from '../framework/attribute-builder.ts';
export type { CallContext, ResourceContext } from '../framework/context.ts';
export type { DataSource } from '../framework/data-source.ts';
export { attributeError, type Diagnostic, DiagnosticError, type Path, plainError } from '../framework/diagnostic.ts';
export type { EphemeralResource } from '../framework/ephemeral-resource.ts';
export { defineFunction } from '../framework/function.ts';
export type { Listed, ListResource } from '../framework/list-resource.ts';
export type { PrivateData } from '../framework/private.ts';
export { defineProvider, definitionsFor, type Provider, type ProviderDeclaration } from '../framework/provider.ts';
export type { Resource } from '../framework/resource.ts';
export { timeoutMs } from '../framework/timeouts.ts';
export { isUnknown, type Unknown } from '../framework/value.ts';
export { serveProvider } from './serve-provider.ts';
