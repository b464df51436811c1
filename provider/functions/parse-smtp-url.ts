import { bool, number, object, string } from '../framework/attribute-builder.ts';
import { attributeError } from '../framework/diagnostic.ts';
import { defineFunction } from '../framework/function.ts';

/** RFC 8314: TLS from the first byte; RFC 6409: submission, where TLS begins with STARTTLS. */
const PORTS: Readonly<Record<string, number>> = { smtps: 465, smtp: 587 };

const EXAMPLE = 'such as smtps://user:password@smtp.example.com:465';
const URL_PARTS = /^(smtps?):\/\/([^/?#]*)\/?(?:\?([^#]*))?$/i;

export const parseSmtpUrl = defineFunction({
  name: 'parse_smtp_url',
  summary: 'The parts of an SMTP URL, called as the attributes of an email server.',
  description:
    'Takes `smtp://` and `smtps://` URLs apart. `smtps` is TLS from the first byte, on port 465 unless the URL says another; `smtp` is STARTTLS, on port 587, which is required: only `smtp://…?disable_starttls=true` is without TLS. User and password are percent-decoded; a host name of another script becomes A-labels (`xn--…`). What is made of a sensitive URL is sensitive.',
  parameters: {
    url: string({ description: `The URL, ${EXAMPLE}.`, required: true, constraint: { maxLength: 4096 } }),
  },
  returns: object(
    {
      host: string({ description: 'IP address (without brackets) or host name.', computed: true }),
      port: number({ description: 'Port.', computed: true }),
      secure: bool({ description: 'Whether TLS is used.', computed: true }),
      tls_mode: string({
        description: '`implicit` or `starttls`; null without TLS.',
        computed: true,
        nullable: true,
      }),
      username: string({ description: 'User name; null without one.', computed: true, nullable: true }),
      password: string({ description: 'Password; null without one.', computed: true, nullable: true }),
    },
    { description: 'The parts.', computed: true },
  ),
  call: ({ url }) => {
    const [, scheme = '', authority = '', query = ''] = URL_PARTS.exec(url) ?? [];
    if (!scheme) throw wrong(`It must be smtp:// or smtps:// with a host, and without a path, ${EXAMPLE}.`);
    const { hostname, port, username, password } = readAuthority(authority);
    const isImplicit = scheme.toLowerCase() === 'smtps';
    const secure = !isDisabled(query, isImplicit);
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port ?? PORTS[scheme.toLowerCase()] ?? 0,
      secure,
      tls_mode: secure ? (isImplicit ? 'implicit' : 'starttls') : null,
      username: decoded(username),
      password: decoded(password),
    };
  },
});

/** As an HTTP URL, so that the host is read by the rules of WHATWG: names of any script, and addresses in brackets. */
function readAuthority(authority: string) {
  const text = `http://${authority}/`;
  if (!URL.canParse(text)) throw wrong(`Host, port or what stands before them can not be read; write it ${EXAMPLE}.`);
  const { hostname, username, password } = new URL(text);
  // The default port of HTTP would be left out of the URL's own.
  const port = /:(\d+)$/.exec(authority)?.[1];
  if (port !== undefined && Number(port) === 0) throw wrong('The port must be from 1 to 65535.');
  if (username === '' && password !== '') throw wrong('It has a password and no user name.');
  return { hostname, username, password, port: port === undefined ? undefined : Number(port) };
}

function isDisabled(query: string, isImplicit: boolean): boolean {
  const parameters = new URLSearchParams(query);
  const value = parameters.get('disable_starttls');
  const isKnown = [...parameters.keys()].every((name) => name === 'disable_starttls');
  if (!isKnown || (value !== null && value !== 'true' && value !== 'false')) {
    throw wrong('What stands after the ? can only be disable_starttls=true or disable_starttls=false.');
  }
  if (value === 'true' && isImplicit)
    throw wrong('smtps:// is TLS from the first byte: there is no STARTTLS to disable.');
  return value === 'true';
}

function decoded(text: string): string | null {
  if (text === '') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('User name or password hold a % that is not followed by two hexadecimal digits: write it as %25.');
  }
}

/** The URL is not quoted: it may hold a password. */
function wrong(detail: string): Error {
  return attributeError(['url'], 'This is no SMTP URL', detail);
}
