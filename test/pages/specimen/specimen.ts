import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { audit } from '../../../api/audit/observer.ts';
import { createInside } from '../../../api/http/inside.ts';
import { createShare } from '../../../api/http/share.ts';
import { serveAsset } from '../../../api/pages/frame/asset.ts';
import { bodyOf, type Field, formView } from '../../../api/pages/frame/form.ts';
import { columnsView, pageQuery, pagerView } from '../../../api/pages/frame/list.ts';
import type { Outcome, Page, Visit } from '../../../api/pages/frame/page.ts';
import { servePages } from '../../../api/pages/frame/serve.ts';
import { routes } from '../../../api/routes.ts';
import type { TestApi } from '../../api/start-api.ts';

const ZONES = '/orgs/admin/availability-zones';
const ZONE = `${ZONES}/availability-zone-default`;

const FIELDS: readonly Field[] = [
  { name: 'title', label: 'signIn.username', required: true },
  { name: 'summary', label: 'signIn.registry', kind: 'textarea', empty: 'null', hint: 'forgotten.lead' },
];

/** A page with every component, and a form over a real object. */
const specimen: Page = {
  path: '/cloud/specimen',
  title: 'home.title',
  needs: 'GET /orgs/{org}/availability-zones',
  nav: { section: 'services', icon: 'server' },
  template: '../../test/pages/specimen/specimen.hbs',
  actions: { save },
  async data(visit) {
    const [zone, zones] = [await visit.read(ZONE), await visit.read(ZONES, pageQuery(visit))];
    return {
      zone: zone.body,
      etag: zone.etag,
      form: formView(visit, FIELDS, zone.body),
      zones: zones.body.results,
      columns: columnsView(visit, [
        { label: 'audit.object', sort: 'title' },
        { label: 'audit.action' },
        { label: 'deliveries.attempts', isNumber: true },
        { label: 'audit.when' },
      ]),
      pager: pagerView(visit, zones),
    };
  },
};

async function save(visit: Visit): Promise<Outcome> {
  const message = { body: bodyOf(visit.typed, FIELDS), ifMatch: visit.typed.etag ?? '*' };
  const result = await visit.call('PATCH', ZONE, message);
  return result.ok ? { to: '/cloud/specimen', flash: { key: 'sessions.ended' } } : { refused: result };
}

/** Serves the specimen beside the API; cookies know no ports, so that a session there is one here. */
export async function serveSpecimen(api: TestApi): Promise<{ url: string; stop(): void }> {
  const performer = { context: api.gatepost.context, observer: audit, share: createShare({ most: 3, alone: 3 }) };
  const app = express().get('/assets/:file', serveAsset);
  app.use(servePages({ performer, inside: createInside(performer, routes), pages: [specimen] }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
