import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ground, makeFolder, PEER_DOMAIN, type Peer, type PeerOptions, peerOf, prepareGround } from './peer.ts';

/** It cannot be installed beside Postfix, so that `.ci/peers` only unpacks it. */
const PLACES = ['/usr/sbin/exim4', join(import.meta.dirname, '../node_modules/.cache/gatepost/exim/usr/sbin/exim4')];
const USER = 'Debian-exim';

const place = (): string | undefined => PLACES.find((path) => existsSync(path));

/** Why Exim cannot be run here; null: it can. It has to be root, to become the user it runs as. */
export function eximMissing(): string | null {
  if (process.getuid?.() !== 0) return 'runs as root only';
  const path = place();
  if (path === undefined) return 'is not installed (.ci/peers)';
  try {
    execFileSync(path, ['-C', '/dev/null', '-bV'], { stdio: 'ignore' });
    return null;
  } catch {
    return `cannot run: a library or the user ${USER} is missing (.ci/peers)`;
  }
}

/** Debian's Exim, whose TLS is GnuTLS's, with a login of its own. */
export async function startExim(options: PeerOptions): Promise<Peer> {
  const path = place() ?? '';
  const ground = await prepareGround(USER, options);
  await makeFolder(ground, 'spool');
  await makeFolder(ground, 'log');
  const configuration = join(ground.folder, 'exim.conf');
  await writeFile(configuration, configure(ground, path));
  const daemon = spawn(path, ['-C', configuration, '-bdf'], { stdio: 'ignore' });
  return peerOf(ground, daemon, 'log/mainlog');
}

function configure({ folder, ports, options: { login } }: Ground, path: string): string {
  const interfaces = Object.values(ports).map((port) => `[127.0.0.1]:${port}`);
  return `
exim_path = ${path}
primary_hostname = peer.test
local_interfaces = <; ${interfaces.join(' ; ')}
tls_on_connect_ports = ${ports.implicit}
tls_advertise_hosts = *
tls_certificate = ${folder}/cert.pem
tls_privatekey = ${folder}/key.pem
tls_verify_certificates = \${if eq{$received_port}{${ports.client}}{${folder}/clients.pem}{system}}
tls_verify_hosts = \${if eq{$received_port}{${ports.client}}{*}{}}
tls_try_verify_hosts =
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/spool/pid
never_users =
deliver_drop_privilege = true
keep_environment =
acl_smtp_mail = encrypted
acl_smtp_rcpt = recipient
acl_smtp_data = taken
begin acl
encrypted:
  deny message = 5.7.0 Must issue a STARTTLS command first
    !encrypted = *
  accept
recipient:
  accept authenticated = *
  deny message = relay not permitted
    !domains = ${PEER_DOMAIN}
  accept
taken:
  accept
begin routers
all:
  driver = accept
  transport = inbox
begin transports
inbox:
  driver = appendfile
  directory = ${folder}/mail
  maildir_format
  user = ${USER}
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${login.username}}}{eq{$auth3}{${login.password}}}}}
  server_set_id = $auth2
`;
}
