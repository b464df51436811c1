import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Ground, makeFolder, PEER_DOMAIN, type Peer, type PeerOptions, peerOf, prepareGround } from './peer.ts';

const DAEMONS = '/usr/lib/postfix/sbin';
const QUEUES = [
  'active',
  'bounce',
  'corrupt',
  'defer',
  'deferred',
  'flush',
  'hold',
  'incoming',
  'private',
  'saved',
  'trace',
];

/** Why Postfix cannot be run here; null: it can. It has to be root, to become the users it runs as. */
export function postfixMissing(): string | null {
  if (process.getuid?.() !== 0) return 'runs as root only';
  return existsSync(join(DAEMONS, 'master')) ? null : 'is not installed (.ci/peers)';
}

/** Debian's Postfix with TLS; who may sign in it asks us, in the way it asks Dovecot. */
export async function startPostfix(options: PeerOptions): Promise<Peer> {
  const ground = await prepareGround('postfix', options);
  const { folder } = ground;
  await makeFolder(ground, 'data');
  await mkdir(join(folder, 'queue'));
  for (const name of QUEUES) await makeFolder(ground, `queue/${name}`);
  for (const name of ['maildrop', 'public']) await makeFolder(ground, `queue/${name}`);
  await mkdir(join(folder, 'queue', 'pid'));
  await mkdir(join(folder, 'etc'));
  await writeFile(join(folder, 'etc', 'main.cf'), mainConfiguration(ground));
  await writeFile(join(folder, 'etc', 'master.cf'), services(ground));
  const signIn = await answerSignIns(ground);
  const master = spawn(join(DAEMONS, 'master'), ['-c', join(folder, 'etc'), '-d'], { stdio: 'ignore' });
  const peer = await peerOf(ground, master, 'mail.log');
  const stop = async () => {
    signIn.close();
    await peer.stop();
  };
  return { ...peer, stop };
}

/** Dovecot's protocol for those who ask it about logins: https://doc.dovecot.org, "Authentication Protocol". */
async function answerSignIns({ folder, uid, gid, options: { login } }: Ground): Promise<Server> {
  const right = Buffer.from(`\0${login.username}\0${login.password}`).toString('base64');
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t');
    socket.write(`${'0'.repeat(32)}\nDONE\n`);
    createInterface(socket).on('line', (line) => {
      const [verb, id] = line.split('\t');
      if (verb === 'AUTH')
        socket.write(line.endsWith(`\tresp=${right}`) ? `OK\t${id}\tuser=${login.username}\n` : `FAIL\t${id}\n`);
    });
  });
  const path = join(folder, 'sign-in');
  await once(server.listen(path), 'listening');
  await chown(path, uid, gid);
  return server;
}

function mainConfiguration({ folder, uid, gid }: Ground): string {
  return Object.entries({
    compatibility_level: '3.6',
    myhostname: 'peer.test',
    mydestination: '',
    mynetworks: '',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    daemon_directory: DAEMONS,
    command_directory: '/usr/sbin',
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    maillog_file: join(folder, 'mail.log'),
    maillog_file_prefixes: folder,
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    virtual_mailbox_domains: PEER_DOMAIN,
    virtual_mailbox_base: folder,
    virtual_mailbox_maps: 'static:mail/',
    virtual_uid_maps: `static:${uid}`,
    virtual_gid_maps: `static:${gid}`,
    virtual_minimum_uid: '1',
    smtpd_relay_restrictions: 'permit_sasl_authenticated, reject_unauth_destination',
    smtpd_tls_cert_file: join(folder, 'cert.pem'),
    smtpd_tls_key_file: join(folder, 'key.pem'),
    smtpd_tls_CAfile: join(folder, 'clients.pem'),
    smtpd_tls_security_level: 'encrypt',
    smtpd_tls_auth_only: 'yes',
    smtpd_sasl_auth_enable: 'yes',
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: join(folder, 'sign-in'),
  })
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/** Service, kind, private, unprivileged, chroot, wake-up, limit, command: master(5). */
function services({ ports }: Ground): string {
  return [
    `127.0.0.1:${ports.starttls} inet n - n - - smtpd`,
    `127.0.0.1:${ports.implicit} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes`,
    `127.0.0.1:${ports.client} inet n - n - - smtpd -o smtpd_tls_req_ccert=yes`,
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'proxymap unix - - n - - proxymap',
    'anvil unix - - n - 1 anvil',
    'virtual unix - n n - - virtual',
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n');
}
