import { bool, number, string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { oauth2 } from './email-server-oauth2.ts';
import { verify } from './email-server-verification.ts';
import { id, name, summary, title } from './header.ts';
import { hostFault, isSameHost } from './host.ts';
import { driftedSecrets } from './kept-secret.ts';
import { optionalReference } from './reference.ts';
import { secretAttributes } from './secret.ts';
import { isSameInAnyCase } from './spelling.ts';

const limits = constraints.email_server;

export const emailServerAttributes = {
  id,
  title,
  name,
  summary,
  host: string({
    description:
      'IP address or host name of the SMTP server. A name of another script is sent in A-labels (`xn--…`) and kept as it is written; an IPv6 address may stand in brackets.',
    required: true,
    constraint: { maxLength: limits.host.maxLength },
    validate: hostFault,
    sameMeaning: isSameHost,
  }),
  port: number({
    description:
      'Port. With `secure`, TLS begins at once on 465 and 2465; on any other port STARTTLS is required, unless `tls_mode` says otherwise.',
    required: true,
    constraint: limits.port,
  }),
  username: string({
    description: 'User name, only when the server asks for one; goes with `password`, `password_wo` or `oauth2`.',
    optional: true,
    constraint: limits['credentials.username'],
  }),
  ...secretAttributes('password', 'Password of the user.', limits['credentials.password']),
  oauth2,
  drifted_secrets: driftedSecrets,
  verify,
  secure: bool({
    description: 'Whether TLS is used to talk to the server; it never falls back to plain text then. Default `true`.',
    optional: true,
    computed: true,
    default: true,
  }),
  tls_mode: string({
    description:
      'How TLS begins while `secure` is true: `implicit`, from the first byte, or `starttls`. Without it as the port says.',
    optional: true,
    constraint: limits.tls_mode,
  }),
  timeout_ms: number({
    description: 'How long to wait for the server, in milliseconds. Default `10000`.',
    optional: true,
    computed: true,
    default: 10_000,
    constraint: limits.timeout,
  }),
  tls_client_profile_id: optionalReference({
    description: 'Id of the TLS client profile to use when `secure` is true. Without it the default profile is used.',
    from: 'gatepost_tls_client_profile.example.id',
  }),
  helo_name: string({
    description:
      'What the API calls itself in EHLO: a host name, or an address such as `[192.0.2.1]`. Without it the host of its public URL, else the name of its machine.',
    optional: true,
    constraint: limits.helo_name,
    sameMeaning: isSameInAnyCase,
  }),
  max_connections: number({
    description:
      'How many connections to the server the API has at once, at most, all its processes together. Default `5`.',
    optional: true,
    computed: true,
    default: 5,
    constraint: limits.max_connections,
  }),
};
