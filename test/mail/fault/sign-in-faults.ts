import type { Fault } from './fault.ts';
import { AUTH, login, NUL, plain, secured } from './faulty-server.ts';

/** The login. */
export const SIGN_IN_FAULTS: readonly Fault[] = [
  // The login.
  {
    name: 'no login is offered in plain text',
    server: () => plain({}, login),
    stage: 'auth',
    cause: /offers no login/,
    fix: /over TLS only: turn Secure Connection on/,
  },
  {
    name: 'no login is offered over TLS',
    server: () => secured({}, login),
    stage: 'auth',
    cause: /offers no login/,
    fix: /Remove user and password if the server needs none/,
  },
  {
    name: 'HELO is all that is known, and a user is set',
    server: () => plain({ EHLO: '502 What?', HELO: '250 Hello' }, login),
    stage: 'auth',
    cause: /knows HELO alone/,
    fix: /use a server that speaks ESMTP/,
  },
  {
    name: 'the password is wrong',
    server: () => plain({ EHLO: AUTH, AUTH: '535 5.7.8 No' }, login),
    stage: 'auth',
    cause: /does not accept the password of gatepost/,
    fix: /Check user and password/,
  },
  {
    name: 'the password is too weak a way',
    server: () => plain({ EHLO: AUTH, AUTH: '534 5.7.9 Application-specific password required' }, login),
    stage: 'auth',
    cause: /wants another way to sign in/,
    fix: /app password/,
  },
  {
    name: 'the login is taken over TLS only',
    server: () => plain({ EHLO: AUTH, AUTH: '538 5.7.11 Encryption required' }, login),
    stage: 'auth',
    cause: /takes a login over TLS only/,
    fix: /^Turn Secure Connection on\.$/,
  },
  {
    name: 'the login cannot be checked now',
    server: () => plain({ EHLO: AUTH, AUTH: '454 4.7.0 Directory down' }, login),
    stage: 'auth',
    cause: /cannot check the password of gatepost at the moment/,
    fix: /directory of users, or has seen too many/,
  },
  {
    name: 'the login is answered with silence',
    server: () => plain({ EHLO: AUTH, AUTH: undefined }, login),
    stage: 'auth',
    cause: /says nothing to the login/,
    fix: /directory of users, which may be what is slow/,
  },
  {
    name: 'the login is hung up at',
    server: () => plain({ EHLO: AUTH, AUTH: null }, login),
    stage: 'auth',
    cause: /hung up during the login/,
    fix: /too many failed logins end like this/,
  },
  {
    name: 'no way to sign in is known to both',
    server: () => plain({ EHLO: '250-scripted\r\n250 AUTH GSSAPI NTLM' }, login),
    stage: 'auth',
    cause: /offers \(GSSAPI, NTLM\) none is known here/,
    fix: /PLAIN, LOGIN or CRAM-MD5 for a password/,
  },
  {
    name: 'the way to sign in that is offered is not known after all',
    server: () => plain({ EHLO: AUTH, AUTH: '504 5.5.4 Unrecognized' }, login),
    stage: 'auth',
    cause: /does not know the way to sign in that was tried/,
    fix: /PLAIN or LOGIN switched on/,
  },
  {
    name: 'the login is answered with no SMTP',
    server: () => plain({ EHLO: AUTH, AUTH: NUL }, login),
    stage: 'auth',
    cause: /answered the login with what is not SMTP/,
    fix: /proxy on the way/,
  },
];
