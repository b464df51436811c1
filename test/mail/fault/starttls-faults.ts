import type { Fault } from './fault.ts';
import { ground, keysOf, plain, secured, trusting } from './faulty-server.ts';

/** How TLS begins, and what comes right after it. */
export const STARTTLS_FAULTS: readonly Fault[] = [
  // STARTTLS.
  {
    name: 'STARTTLS is not offered',
    server: () => plain({}, { secure: true, tls: trusting() }),
    stage: 'tls',
    cause: /does not offer STARTTLS/,
    fix: /Switch STARTTLS on/,
  },
  {
    name: 'STARTTLS is stripped on the way',
    server: () =>
      plain({ EHLO: '250-scripted\r\n250-SIZE 1000000\r\n250 XXXXXXXA' }, { secure: true, tls: trusting() }),
    stage: 'tls',
    cause: /blots STARTTLS out/,
    fix: /firewall on the way/,
  },
  {
    name: 'STARTTLS is not to be had just now',
    server: () => secured({ STARTTLS: '454 4.7.0 TLS not available due to local problem' }),
    stage: 'tls',
    cause: /cannot start TLS just now/,
    fix: /must begin with the server's own/,
  },
  {
    name: 'STARTTLS is offered and refused',
    server: () => secured({ STARTTLS: '554 5.7.3 No' }),
    stage: 'tls',
    cause: /offers STARTTLS and then refuses it/,
    fix: /TLS to some clients only/,
  },
  {
    name: 'STARTTLS is answered with silence',
    server: () => secured({ STARTTLS: undefined }),
    stage: 'tls',
    cause: /says nothing when it is asked for it/,
    fix: /firewall on the way that inspects/,
  },
  {
    name: 'STARTTLS is hung up at',
    server: () => secured({ STARTTLS: null }),
    stage: 'tls',
    cause: /hangs up when it is asked for STARTTLS/,
    fix: /very beginning of TLS/,
  },
  {
    name: 'STARTTLS is agreed to, and no TLS follows',
    server: () =>
      plain({ EHLO: '250-a\r\n250 STARTTLS', STARTTLS: '220 Go on\r\n250 Hm' }, { secure: true, tls: trusting() }),
    stage: 'tls',
    cause: /does not answer in TLS/,
    fix: /agreed to STARTTLS and then did not begin/,
  },
  {
    name: 'STARTTLS is agreed to, and silence follows',
    server: () =>
      plain(
        { EHLO: '250-a\r\n250 STARTTLS', STARTTLS: '220 Go on', '*': undefined },
        { secure: true, tls: trusting() },
      ),
    stage: 'tls',
    cause: /did not answer in the TLS handshake within 2500 ms/,
    fix: /tls_mode is the one it speaks/,
  },
  {
    name: 'a greeting comes, and TLS is expected',
    server: () => plain({}, { secure: true, tls: trusting(), tls_mode: 'implicit' }),
    stage: 'tls',
    cause: /does not answer in TLS/,
    fix: /^Set tls_mode to "starttls"/,
  },
  {
    name: 'EHLO over TLS is answered with silence',
    server: () => secured({ 'TLS EHLO': undefined }),
    stage: 'tls',
    cause: /completes TLS, and says nothing to EHLO/,
    fix: /what decrypts TLS/,
  },
  {
    name: 'EHLO over TLS is hung up at',
    server: () => secured({ 'TLS EHLO': null }),
    stage: 'tls',
    cause: /completes TLS, and hangs up at EHLO/,
    fix: /check the client certificate only then/,
  },
  {
    name: 'a client certificate is missed over TLS',
    server: () => secured({ 'TLS EHLO': '421 4.7.1 Error: No client certificate presented' }),
    stage: 'tls',
    cause: /wants a client certificate, as it says once TLS/,
    fix: /Set a keystore with a certificate/,
  },
  {
    name: 'a client certificate is refused over TLS',
    server: async () => {
      const tls = trusting(keysOf(await ground.other.issueClient('stranger')));
      return secured({ 'TLS EHLO': '421 4.7.1 Error: Client certificate not trusted' }, { tls });
    },
    stage: 'tls',
    cause: /does not accept the client certificate of the profile, as it says/,
    fix: /added at the server/,
  },
  {
    name: 'EHLO over TLS is answered with 421',
    server: () => secured({ 'TLS EHLO': '421 4.3.2 Going down' }),
    stage: 'tls',
    cause: /ends the session once TLS is spoken/,
    fix: /The server's reply says why/,
  },
];
