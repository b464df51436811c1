import { composeMail } from '../../api/mail/content/message.ts';
import type { SmtpServer, TlsSettings } from '../../api/mail/server/smtp-server-settings.ts';

/** A secure mail server on this machine; the parts under test are given. */
export function smtpServer(given: Partial<SmtpServer> & { port: number }): SmtpServer {
  return {
    id: null,
    name: 'smtp',
    host: 'localhost',
    secure: true,
    timeout_ms: 10_000,
    attempt_ms: 120_000,
    username: null,
    password: null,
    access_tokens: null,
    tls: tlsSettings({}),
    tls_mode: null,
    helo_name: 'cloud.example.org',
    destinations: { allow: [], deny: [] },
    max_connections: 5,
    ...given,
  };
}

export function tlsSettings(given: Partial<TlsSettings>): TlsSettings {
  return {
    protocols: ['tls_v1.2', 'tls_v1.3'],
    ciphers: ['TLS_AES_256_GCM_SHA384', 'ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    elliptic_curve_auto_negotiation: true,
    elliptic_curve: null,
    server_name_indication: true,
    insecure_server_connections: false,
    truststore_pem: null,
    certificate_pem: null,
    private_key_pem: null,
    ...given,
  };
}

export function mailTo(recipient: string) {
  return composeMail({
    sender: { name: 'API Cloud', address: 'cloud@example.org' },
    recipients: [recipient],
    content: { subject: 'Hello', text: 'Hello there', html: '<p>Hello there</p>' },
    messageId: '<1@example.org>',
  });
}
