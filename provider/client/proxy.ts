import { plainError } from '../framework/diagnostic.ts';
import type { Environment } from './environment.ts';
import { isDirect } from './no-proxy.ts';

/** What stands between us and the API, as the environment says. */
export interface ProxyServer {
  /** With the credentials, if it asks for any: never to be shown. */
  readonly url: URL;
  /** The same for people: variable and place, without credentials. */
  readonly name: string;
}

/** Go takes the first that is set. */
const VARIABLES = { 'https:': ['HTTPS_PROXY', 'https_proxy'], 'http:': ['HTTP_PROXY', 'http_proxy'] } as const;
const PORTS = { 'https:': '443', 'http:': '80' } as const;

/**
 * The proxy for an endpoint, by `HTTPS_PROXY` or `HTTP_PROXY` and `NO_PROXY`, in upper or lower case, as a Go program
 * reads them.
 * @throws DiagnosticError that names the variable, for what is no proxy or one that can't be used
 */
export function chooseProxy(endpoint: string, env: Environment): ProxyServer | undefined {
  const { protocol, hostname, port } = new URL(endpoint);
  const scheme = protocol === 'https:' ? 'https:' : 'http:';
  const variable = VARIABLES[scheme].find((name) => env[name]);
  const value = variable && env[variable];
  if (!variable || !value) return undefined;
  const destination = { host: hostname.replace(/^\[|\]$/g, ''), port: port || PORTS[scheme] };
  if (isDirect(destination, env.NO_PROXY || env.no_proxy || '')) return undefined;
  return readProxy(variable, value);
}

/** `host:port` alone is an HTTP proxy. */
function readProxy(variable: string, value: string): ProxyServer {
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.hostname && ['http:', 'https:'].includes(url.protocol)) {
    return { url, name: `the proxy ${url.protocol}//${url.host} (${variable})` };
  }
  // The value is not repeated: it may hold a password.
  throw plainError(
    `${variable} names no proxy that can be used`,
    'It has to be a URL such as http://proxy.example.com:3128 (http or https), or host and port alone. Hosts that need no proxy go to NO_PROXY.',
  );
}
