import { In } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { newRow, store } from '../../crud/store.ts';
import { isNamed } from '../../crud/view.ts';
import { isVisibleTo } from '../../crud/visibility.ts';
import type { HeaderRow } from '../../database/columns.ts';
import { violation } from '../../errors.ts';
import { catalogTable } from '../../tables/catalog.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import {
  type ConfiguredGatewayServiceRow,
  configuredGatewayServiceTable,
} from '../../tables/configured-gateway-service.ts';
import { type GatewayServiceRow, gatewayServiceTable } from '../../tables/gateway-service.ts';
import { gatewayService } from '../services/gateway-service.ts';
import { integrationUrl } from '../services/integration.ts';
import { resolveService, sharedServiceUrl } from '../services/shared-service.ts';

const fields = {
  gateway_service_url: field.reference().describe('A gateway that the organization sees.'),
};

export const configuredGatewayService: Definition<ConfiguredGatewayServiceRow, typeof fields> = defineResource({
  type: 'configured_gateway_service',
  schema: 'ConfiguredGatewayService',
  terraform: { none: 'A catalog gets the default gateways of the cloud settings; further ones are for its owners.' },
  table: configuredGatewayServiceTable,
  paths: [
    '/catalogs/{org}/{catalog}/configured-gateway-services',
    '/orgs/{org}/catalogs/{catalog}/configured-gateway-services',
  ],
  parents: { catalog: catalogTable },
  // Monitors of the whole cloud ask every catalog for the state of its gateways.
  permissions: { read: ['org/view', 'cloud/view'], write: ['org/settings:manage'] },
  fields,
  required: ['gateway_service_url'],
  ignored: ['catalog_url', 'gateway_service_type', 'integration_url', 'gateway_processing_status', 'events'],
  async assign(scope, { row, before, input }) {
    if (input.gateway_service_url === undefined) return;
    const pointer = '/gateway_service_url';
    const gateway = await resolveService(scope, pointer, input.gateway_service_url, gatewayService, row.org_id);
    if (before && before.gateway_service_id !== gateway.id)
      throw violation(pointer, 'cannot be changed; configure another');
    row.gateway_service_id = gateway.id;
    if (!before) await demandNew(scope, row);
    row.title ??= gateway.title;
    row.name ??= gateway.name;
  },
  async relate(scope, rows) {
    const ids = rows.map(({ gateway_service_id }) => gateway_service_id);
    const gateways = await scope.manager.getRepository(gatewayServiceTable).findBy({ id: In(ids) });
    return { gateway: new Map(gateways.map((gateway) => [gateway.id, gateway])) };
  },
  view: {
    ...fields,
    catalog_url: z.url(),
    gateway_service_type: z.string().nullable(),
    integration_url: z.url().nullable(),
    gateway_processing_status: z.looseObject({}).optional(),
    events: z.array(z.looseObject({})).optional(),
  },
  present: (row, { scope, related, fields: asked }) => {
    const gateway = related.gateway?.get(row.gateway_service_id) as GatewayServiceRow | undefined;
    return {
      catalog_url: `${scope.publicUrl()}/api/catalogs/${row.org_id}/${row.catalog_id}`,
      gateway_service_url: sharedServiceUrl(scope, gatewayService, row.gateway_service_id, row.org_id),
      gateway_service_type: gateway?.gateway_service_type ?? null,
      integration_url: gateway?.integration ? integrationUrl(scope, 'gateway-service', gateway.integration) : null,
      ...Object.fromEntries(Object.entries(NOTHING_UNDER_WAY).filter(([field]) => isNamed(asked, field))),
    };
  },
});

/** Gatepost publishes nothing to gateways, so there is never anything that one of them has still to take over. */
const NOTHING_UNDER_WAY = {
  gateway_processing_status: {
    service_up_to_date: true,
    number_of_outstanding_sent_events: 0,
    number_of_outstanding_queued_events: 0,
  },
  events: [],
};

/** Before the name is looked at: that of a gateway which is there already is taken of course. */
async function demandNew(scope: Scope, { catalog_id, gateway_service_id }: ConfiguredGatewayServiceRow): Promise<void> {
  const key = { catalog_id, gateway_service_id };
  const same = await scope.manager.getRepository(configuredGatewayServiceTable).findOneBy(key);
  if (same) throw violation('/gateway_service_url', `is configured already, as "${same.name}"`, 'conflict');
}

/** Gives a new catalog those default gateways of the cloud settings that its organization sees. */
export async function configureDefaultGateways(scope: Scope, catalog: HeaderRow): Promise<void> {
  const ids = (await findCloudSetting(scope.manager)).gateway_service_default_ids;
  const gateways = await scope.manager.getRepository(gatewayServiceTable).findBy({ id: In(ids) });
  const collection = { org_id: catalog.org_id, catalog_id: catalog.id };
  for (const gateway of gateways.filter(({ visibility }) => isVisibleTo(scope, visibility, catalog.org_id))) {
    const input = { gateway_service_url: sharedServiceUrl(scope, gatewayService, gateway.id, catalog.org_id) };
    const row = newRow(scope, configuredGatewayService, collection, input);
    await store(scope, configuredGatewayService, { row, before: null, input });
  }
}
