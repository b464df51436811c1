import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import { trustedAuthorities } from './authorities.ts';
import type { Environment } from './environment.ts';
import type { ProxyServer } from './proxy.ts';

export interface TransportOptions {
  /** PEM, trusted beside the system's authorities. */
  readonly caCertificates?: string | undefined;
  readonly proxy?: ProxyServer | undefined;
  /** Where the system's authorities are. */
  readonly env: Environment;
}

/** What each request to an endpoint is sent with. */
export interface Transport {
  /** Keeps the connections open between requests. */
  readonly agent: HttpAgent;
  /** Whom to trust; also of a connection that goes through a proxy. */
  readonly secureContext?: SecureContext;
}

/** How an endpoint is reached. What that does not need is not loaded. */
export async function createTransport(endpoint: string, options: TransportOptions): Promise<Transport> {
  const { proxy, env, caCertificates } = options;
  const isSecure = endpoint.startsWith('https:');
  const trust =
    isSecure || proxy?.url.protocol === 'https:' ? { secureContext: contextOf(env, caCertificates) } : undefined;
  const kept = { keepAlive: true, ...trust };
  if (!proxy) return { agent: isSecure ? new HttpsAgent(kept) : new HttpAgent(kept), ...trust };
  if (!isSecure) return { agent: new (await import('http-proxy-agent')).HttpProxyAgent(proxy.url, kept) };
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return { agent: new HttpsProxyAgent(proxy.url, kept), ...trust };
}

function contextOf(env: Environment, caCertificates: string | undefined): SecureContext {
  const authorities = trustedAuthorities(env);
  return createSecureContext({ ca: caCertificates === undefined ? authorities : [...authorities, caCertificates] });
}
