import { domainToASCII } from 'node:url';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { StageFailure } from '../server/stage.ts';

const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** An address with its domain in A-labels (RFC 5891), which every server takes; what is no domain stays as it is. */
export function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  if (!BEYOND_ASCII.test(address.slice(at))) return address;
  return address.slice(0, at) + (domainToASCII(address.slice(at)) || address.slice(at));
}

/**
 * What stands before the @ has no other spelling: such an address takes a server that offers SMTPUTF8 (RFC 6531).
 * @throws for good where it is the recipient's, for the time being where it is the sender's, which the settings say
 */
export function demandSmtpUtf8(connection: SMTPConnection, envelope: { from: string; to: string[] }): void {
  const recipients = envelope.to.filter((address) => BEYOND_ASCII.test(address));
  const isNeeded = recipients.length > 0 || BEYOND_ASCII.test(envelope.from);
  if (!isNeeded || extensionsOf(connection).includes('SMTPUTF8')) return;
  const whose = recipients.length > 0 ? `The address ${recipients.join(', ')}` : `The sender ${envelope.from}`;
  const words = `${whose} has characters before the @ that take SMTPUTF8 (RFC 6531), which this server does not offer. Use another address, or a server that offers it.`;
  throw new StageFailure('mail', words, { errorCode: 'SMTPUTF8', isUnaddressable: recipients.length > 0 });
}

/** What the server said in answer to EHLO; nodemailer keeps it, and its types do not tell. */
function extensionsOf(connection: SMTPConnection): readonly string[] {
  return (connection as unknown as { _supportedExtensions: string[] })._supportedExtensions;
}
