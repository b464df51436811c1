import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import { definitionsFor } from '../framework/provider.ts';
import type { AnyResource, Resource } from '../framework/resource.ts';
import type { PlacedResource } from './resource.ts';
import type { PlacedSettings } from './settings-resource.ts';

const definitions = definitionsFor<Client>();

/** How whatever uses Gatepost's client is declared. */
export const { defineDataSource, defineEphemeralResource, defineListResource, defineAction } = definitions;

/** Any resource that tells where its objects are. */
export type AnyPlacedResource = PlacedResource<Attributes>;

/** Any resource of settings that tells where they are. */
export type AnyPlacedSettings = PlacedSettings<Attributes>;

/** One that tells where its objects are goes on doing so. */
export function defineResource<const A extends Attributes>(resource: PlacedResource<A>): AnyPlacedResource;
export function defineResource<const A extends Attributes>(resource: PlacedSettings<A>): AnyPlacedSettings;
export function defineResource<const A extends Attributes>(resource: Resource<A, Client>): AnyResource<Client>;
export function defineResource<const A extends Attributes>(resource: Resource<A, Client>): AnyResource<Client> {
  return definitions.defineResource(resource);
}
