import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import type { ConfigOf, UnknowableConfigOf } from '../infer.ts';
import { decodeValue } from '../msgpack.ts';
import type { ActionRequest, InvokeEvent } from '../protocol/action.ts';
import type { ConfigResponse } from '../protocol/message.ts';
import { whileRunning } from '../running.ts';
import { method, type Session, streamMethod } from './session.ts';

/** PlanAction and InvokeAction: what is told while it runs, and its end. */
export function actionMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    PlanAction: method<ActionRequest, ConfigResponse>(
      'Planning',
      () => ({}),
      async (request, { warn }) => {
        const action = await session.find('actions', request.action_type);
        const config = decodeValue(request.config, objectType(action.attributes));
        action.plan?.({ config: config as UnknowableConfigOf<Attributes>, warn });
        return {};
      },
    ),
    InvokeAction: streamMethod<ActionRequest>(
      'Invoking',
      async function* (request, report, call): AsyncGenerator<InvokeEvent> {
        const action = await session.find('actions', request.action_type);
        const config = decodeValue(request.config, objectType(action.attributes)) as ConfigOf<Attributes>;
        const context = { ...session.callContext(call, report), config };
        const messages = whileRunning<string>((progress) => action.invoke({ ...context, progress }));
        for await (const message of messages) yield { progress: { message } };
      },
      (diagnostics) => ({ completed: { diagnostics } }),
    ),
  };
}
