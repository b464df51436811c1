import type SMTPConnection from 'nodemailer/lib/smtp-connection';

type Done<T> = (error?: Error | null, value?: T) => void;

/** One step of nodemailer's connection, which answers by callback, by an event, or by ending without a word. */
export function step<T = unknown>(connection: SMTPConnection, run: (done: Done<T>) => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // The end is announced before the callback that says why.
    const ended = () => setImmediate(() => settle(new Error('The server closed the connection.')));
    function settle(error?: Error | null, value?: T) {
      connection.off('error', settle);
      connection.off('end', ended);
      if (error) reject(error);
      else resolve(value as T);
    }
    connection.once('error', settle);
    connection.once('end', ended);
    run(settle);
  });
}
