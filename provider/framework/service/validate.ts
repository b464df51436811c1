import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import { conform } from '../conform.ts';
import type { Report } from '../context.ts';
import type { UnknowableConfigOf } from '../infer.ts';
import { decodeValue } from '../msgpack.ts';
import type { ConfigRequest, ConfigResponse } from '../protocol/message.ts';
import type { ValidateContext } from '../resource.ts';
import { type ValidateOptions, validateConfig } from '../validate.ts';
import { method, type Session } from './session.ts';

interface Validated {
  readonly attributes: Attributes;
  validate?(context: ValidateContext<Attributes>): void;
}

/** ValidateProviderConfig, and the same of whatever else is configured. */
export function validateMethods<Client>(session: Session<Client>): ServiceImplementation {
  const validating = (find: (typeName: string) => Promise<Validated> | Validated) =>
    method<ConfigRequest, ConfigResponse>(
      'Validating',
      () => ({}),
      async (request, report) => {
        const writeOnlyAllowed = request.client_capabilities?.write_only_attributes_allowed ?? false;
        validate(await find(request.type_name || request.action_type || ''), request, report, { writeOnlyAllowed });
        return {};
      },
    );
  return {
    ValidateProviderConfig: validating(() => session.provider),
    ValidateResourceConfig: validating((typeName) => session.resource(typeName)),
    ValidateDataResourceConfig: validating((typeName) => session.find('dataSources', typeName)),
    ValidateEphemeralResourceConfig: validating((typeName) => session.find('ephemeralResources', typeName)),
    ValidateListResourceConfig: validating((typeName) => session.find('listResources', typeName)),
    ValidateActionConfig: validating((typeName) => session.find('actions', typeName)),
  };
}

function validate(validated: Validated, request: ConfigRequest, report: Report, options: ValidateOptions): void {
  const type = objectType(validated.attributes);
  // A list without a `config` block has none at all.
  const config = decodeValue(request.config, type) ?? conform({}, type);
  report.diagnostics.push(...validateConfig(validated.attributes, config, options));
  const { error, warn } = report;
  validated.validate?.({ config: config as UnknowableConfigOf<Attributes>, error, warn });
}
