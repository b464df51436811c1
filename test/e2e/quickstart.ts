import { resolve } from 'node:path';
import { MAIL_LOGIN, type TestCloud } from './test-cloud.ts';

export const QUICKSTART = resolve(import.meta.dirname, '../../examples/hcl/quickstart');
export const OWNER_PASSWORD = 'owner pass/word+"quoted"';

/** The variables of the quickstart, for the cloud's SMTP server. */
export function quickstartVariables({ sink, authority }: TestCloud): Record<string, string> {
  return {
    TF_VAR_mail_host: 'localhost',
    TF_VAR_mail_port: String(sink.port),
    TF_VAR_mail_ca_cert_pem: authority.certificatePem,
    TF_VAR_mail_username: MAIL_LOGIN.username,
    TF_VAR_mail_password: MAIL_LOGIN.password,
    TF_VAR_owner_password: OWNER_PASSWORD,
  };
}

/** Every resource that the quickstart makes, in both languages; only the portal's label differs. */
export const QUICKSTART_TYPES = [
  'gatepost_email_server',
  'gatepost_notification_settings',
  'gatepost_organization_invitation',
  'gatepost_portal_service',
  'gatepost_provider_organization',
  'gatepost_tls_client_profile',
  'gatepost_truststore',
  'gatepost_user',
];
