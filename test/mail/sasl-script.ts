import { createHmac } from 'node:crypto';
import type { Replies, Reply } from './scripted-server.ts';

/** Who may sign in with what. */
export interface SaslScript {
  /** What EHLO offers after AUTH; null: no word of it. */
  offer: string | null;
  login?: { username: string; password: string };
  /** Asked for each access token: null takes it, a text refuses it with that JSON. */
  judge?: (token: string, username: string) => string | null;
}

const OK = '235 2.7.0 Accepted';
const WRONG = '535 5.7.8 Authentication credentials invalid';
const CHALLENGE = '<1896.697170952@scripted.example>';

const encode = (plain: string): string => Buffer.from(plain).toString('base64');
const decode = (coded: string): string => Buffer.from(coded, 'base64').toString();

const bearer = (auth: string) => /^auth=Bearer (\S+)$/.exec(auth)?.[1];

/** Who, with which token, and whether the message is as it should be. */
type Bearer = [username: string | undefined, token: string | undefined, isWhole: boolean];

/** The replies of a server that checks credentials as RFC 4616, 2195, 7628 and Google's XOAUTH2 have them. */
export function saslReplies({ offer, login, judge }: SaslScript): Replies {
  /** What the next line that is no command answers. */
  let next: (line: string) => Reply = () => '500 What?';
  const goOn = (challenge: string, then: (line: string) => Reply): Reply => {
    next = then;
    return `334 ${encode(challenge)}`;
  };
  const check = (username: string, password: string): Reply =>
    username === login?.username && password === login.password ? OK : WRONG;

  const mechanisms: Record<string, (initial: string) => Reply> = {
    PLAIN: (initial) => {
      const [, username = '', password = ''] = decode(initial).split('\0');
      return check(username, password);
    },
    LOGIN: () => goOn('Username:', (name) => goOn('Password:', (password) => check(decode(name), decode(password)))),
    'CRAM-MD5': () =>
      goOn(CHALLENGE, (answer) => {
        const digest = createHmac('md5', login?.password ?? '')
          .update(CHALLENGE)
          .digest('hex');
        return decode(answer) === `${login?.username} ${digest}` ? OK : WRONG;
      }),
    XOAUTH2: (initial) => {
      const [user = '', auth = '', ...end] = decode(initial).split('\x01');
      return judgeToken([/^user=(.+)$/.exec(user)?.[1], bearer(auth), end.length === 2], '');
    },
    OAUTHBEARER: (initial) => {
      const [header = '', host = '', port = '', auth = '', ...end] = decode(initial).split('\x01');
      const isWhole = /^host=\S+$/.test(host) && /^port=\d+$/.test(port) && end.length === 2;
      const username = /^n,a=([^,]+),$/.exec(header)?.[1]?.replaceAll('=2C', ',').replaceAll('=3D', '=');
      return judgeToken([username, bearer(auth), isWhole], '\x01');
    },
  };

  function judgeToken([username, token, isWhole]: Bearer, acknowledgement: string): Reply {
    const isReadable = username !== undefined && token !== undefined && isWhole;
    const refusal = isReadable ? (judge?.(token, username) ?? null) : '{"status":"invalid_request"}';
    if (refusal === null) return OK;
    return goOn(refusal, (line) => (decode(line) === acknowledgement ? WRONG : '500 That is no acknowledgement'));
  }

  return {
    EHLO: offer === null ? '250 scripted' : `250-scripted\r\n250-AUTH ${offer}\r\n250 HELP`,
    AUTH: (line) => {
      const [, mechanism = '', initial = ''] = line.split(' ');
      const isOffered = offer?.split(' ').includes(mechanism);
      return (isOffered && mechanisms[mechanism]?.(initial)) || '504 5.5.4 Unrecognized authentication type';
    },
    '*': (line) => next(line),
  };
}
