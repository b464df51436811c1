import { mailTo, smtpServer, tlsSettings } from './builder.ts';
import { sendMail } from './send-mail.ts';

/** Sends one mail in a process with authorities of its own, and prints how that went: `tls-fixture.ts <JSON>`. */
const { port, truststore_pem } = JSON.parse(process.argv[2] ?? '{}');
const server = smtpServer({ port, tls: tlsSettings({ truststore_pem }) });
process.stdout.write(JSON.stringify(await sendMail(server, await mailTo('a@example.org'))));
