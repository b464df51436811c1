import { serversOf, serverTitle } from '../deliveries/server-name.ts';
import { stateView } from '../deliveries/state.ts';
import { apiPath, idOfUrl } from '../frame/api-path.ts';
import type { Action, Page, Visit } from '../frame/page.ts';
import { type Attempt, attemptView } from './attempt.ts';

/** One mail: how far it got, with every attempt, and what can still be done about it. */
export const deliveryPage: Page = {
  path: '/cloud/deliveries/{item}',
  title: 'deliveries.title',
  needs: 'GET /cloud/deliveries/{item}',
  template: 'delivery/page.hbs',
  data: describe,
  actions: { retry: act('retry'), cancel: act('cancel') },
};

async function describe(visit: Visit) {
  const [{ body }, servers] = await Promise.all([
    visit.read(apiPath`/cloud/deliveries/${visit.params.item}`),
    serversOf(visit),
  ]);
  const may = visit.may('POST /cloud/deliveries/{item}/retry');
  return {
    title: body.recipient,
    lead: visit.t('delivery.lead', { template: body.template }),
    delivery: body,
    badge: stateView(visit, body.state),
    organization: idOfUrl(body.org_url),
    server: serverTitle(servers, body.mail_server_url),
    attempts: body.attempt_results.map((each: Attempt) => attemptView(visit, servers, each)).reverse(),
    isUnderWay: ['held', 'queued', 'sending'].includes(body.state),
    canRetry: may && body.state === 'failed',
    canRepeat: may && body.state === 'ambiguous',
    canCancel: may && ['held', 'queued'].includes(body.state),
  };
}

function act(action: 'retry' | 'cancel'): Action {
  return async (visit) => {
    const { item = '' } = visit.params;
    const result = await visit.call('POST', `${apiPath`/cloud/deliveries/${item}`}/${action}`);
    if (!result.ok) return { refused: result };
    const key = { retry: 'delivery.retried', cancel: 'delivery.cancelled' }[action];
    return { to: apiPath`/cloud/deliveries/${item}`, flash: { key } };
  };
}
