import type { Client } from '../client/client.ts';
import { definitionsFor } from '../framework/provider.ts';

/** How resources and data sources that use Gatepost's client are declared. */
export const { defineResource, defineDataSource } = definitionsFor<Client>();
