import type { AnyDefinition } from '../../crud/definition.ts';
import { resources } from '../../resources/index.ts';

type View = Readonly<Record<string, unknown>>;

/** The call that makes the same object elsewhere; of what is not made by a call the one that reads it. */
export function curlOf(path: string, object: object): string {
  const view = object as View;
  const definition = resources.find(({ type, shownType = type }) => shownType === view.type);
  if (!definition || definition.methods?.length === 0) return readingCall(path);
  const body = JSON.stringify(bodyOf(definition, view), null, 2);
  const secrets = secretsOf(view);
  const head = [`curl --fail-with-body -X POST "$GATEPOST_ENDPOINT/api${collectionOf(definition, path)}"`, ...HEADERS];
  if (secrets.length === 0) return `${[...head, "--json @- <<'JSON'"].join(' \\\n  ')}\n${body}\nJSON\n`;
  const names = secrets.map((secret) => ({ secret, name: secret.split('.').at(-1) ?? '' }));
  const given = names.map(({ name }) => `--arg ${name} "$${name.toUpperCase()}"`).join(' ');
  const places = names.map(({ secret, name }) => `.${secret} = $${name}`).join(' | ');
  // Jq puts secrets in, whatever signs they have.
  return `jq ${given} '${places}' <<'JSON' |\n${body}\nJSON\n${[...head, '--json @-'].join(' \\\n  ')}\n`;
}

const HEADERS = ['-H "Authorization: Bearer $GATEPOST_TOKEN"'];

const readingCall = (path: string) =>
  `${[`curl --fail-with-body "$GATEPOST_ENDPOINT/api${path}"`, ...HEADERS].join(' \\\n  ')}\n`;

/** The path as far as it names the collection: its last steps are the object's own. */
function collectionOf({ paths }: AnyDefinition, path: string): string {
  const steps = path.split('/');
  const [own = ''] = paths.filter((pattern) => isWithin(pattern, steps)).sort((a, b) => b.length - a.length);
  return own === '' ? paths[0] : steps.slice(0, own.split('/').length).join('/');
}

const isWithin = (pattern: string, steps: readonly string[]) =>
  pattern.split('/').every((step, at) => step.startsWith('{') || step === steps[at]);

/** What a creation takes of what there is; what is null says nothing. */
function bodyOf({ fields, refused = {}, ignored = [] }: AnyDefinition, view: View): View {
  const names = ['name', 'title', 'summary', ...Object.keys(fields)];
  const sent = [...new Set(names)].filter((name) => !Object.hasOwn(refused, name) && !ignored.includes(name));
  return Object.fromEntries(sent.flatMap((name) => ((view[name] ?? null) === null ? [] : [[name, view[name]]])));
}

interface Credentials {
  username?: string | null;
  auth?: object | null;
}

/** Where secrets belong, which no view has. */
function secretsOf({ type, credentials, password_set: isSet }: View): string[] {
  if (type === 'keystore') return ['keystore'];
  if (type === 'registration') return ['client_secret'];
  if (type === 'user') return isSet === true ? ['password'] : [];
  if (type !== 'mail_server') return [];
  const { username, auth } = (credentials ?? {}) as Credentials;
  if (auth)
    return ['client_secret', 'refresh_token'].filter((name) => name in auth).map((name) => `credentials.auth.${name}`);
  return username ? ['credentials.password'] : [];
}
