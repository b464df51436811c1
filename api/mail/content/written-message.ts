import { encode as toBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64';
import type MimeNode from 'nodemailer/lib/mime-node';
import { encode as toQuotedPrintable, wrap as wrapQuotedPrintable } from 'nodemailer/lib/qp';

/**
 * The bytes of a message of texts, as its own `build` makes them, but for where a long line is softly broken. That passes each part through four streams, which is
 * half of the work of sending a mail; headers and encodings are nodemailer's here too.
 */
export function writeMessage(message: MimeNode): Buffer {
  const text = write(message).replace(/\r?\n/g, '\r\n');
  return Buffer.from(text.endsWith('\n') ? text : `${text}\r\n`);
}

function write(node: MimeNode): string {
  return `${node.buildHeaders()}\r\n\r\n${node.multipart ? writeParts(node) : encodeText(node)}`;
}

/** RFC 2046, section 5.1.1. */
function writeParts({ boundary, childNodes }: MimeNode): string {
  return `${childNodes.map((part) => `--${boundary}\r\n${write(part)}\r\n`).join('')}--${boundary}--\r\n`;
}

function encodeText(node: MimeNode): string {
  const text = node.content ?? '';
  if (typeof text !== 'string') throw new Error('Mail has texts and no attachments.');
  switch (node.getTransferEncoding()) {
    case 'quoted-printable':
      return wrapQuotedPrintable(toQuotedPrintable(text));
    case 'base64':
      return wrapBase64(toBase64(text));
    default:
      return text;
  }
}
