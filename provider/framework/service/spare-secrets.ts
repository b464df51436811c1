import type { Message, ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attribute, Attributes } from '../attribute.ts';
import type { DiagnosticMessage } from '../protocol/diagnostic.ts';
import type { Session } from './session.ts';

/**
 * Engines print the line of the attribute that a diagnostic is about, and a secret may stand there as a literal. So a
 * diagnostic about one points at the version beside it or, without one, at the block, and its text names the attribute.
 */
export function sparingSecrets<Client>(
  session: Session<Client>,
  methods: ServiceImplementation,
): ServiceImplementation {
  const spared = Object.entries(methods).map(([name, method]): [string, ServiceImplementation[string]] => [
    name,
    (request, call) => {
      const answer = method(request, call);
      return answer instanceof Promise ? answer.then((message) => sparing(session, request, message)) : answer;
    },
  ]);
  return Object.fromEntries(spared);
}

async function sparing<Client>(session: Session<Client>, request: Message, answer: Message): Promise<Message> {
  const { diagnostics } = answer as { readonly diagnostics?: readonly DiagnosticMessage[] };
  if (!diagnostics?.some(({ attribute }) => attribute)) return answer;
  const attributes = await attributesOf(session, request);
  return { ...answer, diagnostics: diagnostics.map((each) => spare(each, attributes)) };
}

/** Those of the resource or data source that the request names, or of the provider. */
async function attributesOf<Client>({ provider }: Session<Client>, { type_name }: Message): Promise<Attributes> {
  if (typeof type_name !== 'string' || type_name === '') return provider.attributes;
  const all = [...(await provider.resources()), ...(await provider.dataSources())];
  return all.find(({ typeName }) => typeName === type_name)?.attributes ?? {};
}

function spare(diagnostic: DiagnosticMessage, attributes: Attributes): DiagnosticMessage {
  const { attribute: path, ...rest } = diagnostic;
  const name = path?.steps[0]?.attribute_name;
  const blamed = name === undefined ? undefined : attributes[name];
  if (name === undefined || !blamed || !holdsSecret(blamed)) return diagnostic;
  const version = `${name.replace(/_wo$/, '')}_wo_version`;
  const isNamed = new RegExp(`\\b${name}\\b`).test(`${rest.summary} ${rest.detail}`);
  return {
    ...rest,
    detail: isNamed ? rest.detail : `At ${name}. ${rest.detail}`.trim(),
    ...(version in attributes && { attribute: { steps: [{ attribute_name: version }] } }),
  };
}

/** The line of an object is all of its lines. */
function holdsSecret({ sensitive, nested }: Attribute): boolean {
  return sensitive === true || Object.values(nested?.attributes ?? {}).some(holdsSecret);
}
