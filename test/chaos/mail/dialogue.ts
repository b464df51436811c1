/** What a peer does wrong; each stage has its own ways. */
export interface Mood {
  /** Answers instead of the polite ones, by verb; `greeting` begins, `.` ends the data. Null: never a word. */
  replies?: Readonly<Record<string, string | null>>;
  /** Hangs up instead of answering. */
  hangsUpAt?: string;
  /** The connection ends after so many mails. */
  mailsAtMost?: number;
  /** Says each byte by itself, with a pause before it. */
  byteEveryMs?: number;
}

export const POLITE: Mood = {};

export interface Line {
  say(text: string): void;
  hangUp(): void;
  /** The mail is this server's from now on. */
  take(messageId: string): void;
}

export interface Dialogue {
  begin(): void;
  hear(text: string): void;
}

const REPLIES: Readonly<Record<string, string>> = {
  greeting: '220 chaos.test ESMTP',
  EHLO: '250-chaos.test\r\n250-8BITMIME\r\n250 SIZE 10485760',
  HELO: '250 chaos.test',
  MAIL: '250 OK',
  RCPT: '250 OK',
  DATA: '354 Go on',
  '.': '250 Taken',
  RSET: '250 OK',
  NOOP: '250 OK',
  QUIT: '221 Bye',
};

const END_OF_DATA = '\r\n.\r\n';

/** The server's part of SMTP, in whatever pieces it is heard. */
export function createDialogue(mood: Mood, line: Line): Dialogue {
  let heard = '';
  let inData = false;
  let mails = 0;

  function answer(verb: string): void {
    if (mood.hangsUpAt === verb) {
      line.hangUp();
      return;
    }
    const reply = mood.replies && verb in mood.replies ? mood.replies[verb] : (REPLIES[verb] ?? '502 What?');
    if (reply === null || reply === undefined) return;
    if (verb === 'DATA') inData = reply.startsWith('354');
    say(`${reply}\r\n`);
    if (verb === 'QUIT' || reply.startsWith('421') || mails === mood.mailsAtMost) line.hangUp();
  }

  function say(text: string): void {
    const { byteEveryMs } = mood;
    if (byteEveryMs === undefined) {
      line.say(text);
      return;
    }
    for (const [at, byte] of [...text].entries()) setTimeout(() => line.say(byte), at * byteEveryMs);
  }

  /** Taken is what 250 is said of, whether or not anybody hears it. */
  function end(message: string): void {
    mails += 1;
    const reply = mood.replies?.['.'] ?? REPLIES['.'] ?? '';
    if (mood.hangsUpAt !== '.' && mood.replies?.['.'] !== null && /^250[ -]/.test(reply))
      line.take(messageIdIn(message));
    answer('.');
  }

  function hear(text: string): void {
    heard += text;
    for (;;) {
      const mark = inData ? END_OF_DATA : '\r\n';
      const at = heard.indexOf(mark);
      if (at < 0) return;
      const piece = heard.slice(0, at);
      heard = heard.slice(at + mark.length);
      if (inData) {
        inData = false;
        end(piece);
      } else answer((piece.split(/[ :]/)[0] ?? '').toUpperCase());
    }
  }

  return { begin: () => answer('greeting'), hear };
}

const messageIdIn = (message: string) => /^Message-ID: *(<[^>]*>)/im.exec(message)?.[1] ?? 'none';
