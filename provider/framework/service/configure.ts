import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import { conform } from '../conform.ts';
import type { UnknowableConfigOf } from '../infer.ts';
import { decodeValue } from '../msgpack.ts';
import type { ConfigRequest, ConfigResponse } from '../protocol/message.ts';
import { method, type Session } from './session.ts';

/** ConfigureProvider and StopProvider. */
export function configureMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    ConfigureProvider: method<ConfigRequest, ConfigResponse>(
      'Configuring the provider',
      () => ({}),
      async ({ config: message, terraform_version: engineVersion = '' }, { warn }) => {
        const stop = new AbortController();
        // The configuration before is over even if this one fails, and a stop counts only for the run it was sent in.
        const configuration = { stop };
        session.configuration = configuration;
        const type = objectType(session.provider.attributes);
        const config = (decodeValue(message, type) ?? conform({}, type)) as UnknowableConfigOf<Attributes>;
        const value = await session.provider.configure({ config, signal: stop.signal, warn, engineVersion });
        // Of two that overlap, the one that came last is in force.
        if (session.configuration === configuration) session.configuration = { stop, client: { value } };
        return {};
      },
    ),
    StopProvider: async () => {
      session.configuration.stop.abort();
      return { Error: '' };
    },
  };
}
