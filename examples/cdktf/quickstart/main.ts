import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { EmailServer } from '../../../provider/cdktf/generated/providers/gatepost/email-server/index.ts';
import { NotificationSettings } from '../../../provider/cdktf/generated/providers/gatepost/notification-settings/index.ts';
import { OrganizationInvitation } from '../../../provider/cdktf/generated/providers/gatepost/organization-invitation/index.ts';
import { PortalService } from '../../../provider/cdktf/generated/providers/gatepost/portal-service/index.ts';
import { GatepostProvider } from '../../../provider/cdktf/generated/providers/gatepost/provider/index.ts';
import { ProviderOrganization } from '../../../provider/cdktf/generated/providers/gatepost/provider-organization/index.ts';
import { TlsClientProfile } from '../../../provider/cdktf/generated/providers/gatepost/tls-client-profile/index.ts';
import { Truststore } from '../../../provider/cdktf/generated/providers/gatepost/truststore/index.ts';
import { User } from '../../../provider/cdktf/generated/providers/gatepost/user/index.ts';

/** The HCL quickstart in TypeScript: the notification side of a cloud, from nothing to the first mail. */
export class Quickstart extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Beside the synthesized configuration; by default it would lie in the folder the program was started from.
    new LocalBackend(this, { path: 'terraform.tfstate' });
    // Endpoint and credentials come from GATEPOST_ENDPOINT, GATEPOST_USERNAME and GATEPOST_PASSWORD.
    new GatepostProvider(this, 'gatepost', {});

    const truststore = new Truststore(this, 'mail_authority', {
      title: 'Mail authority',
      caCertPem: this.variable('mail_ca_cert_pem', 'The authority that signed the SMTP server’s certificate, PEM.'),
    });
    const profile = new TlsClientProfile(this, 'mail', {
      title: 'Mail',
      protocols: ['tls_v1.2', 'tls_v1.3'],
      truststoreId: truststore.id,
    });
    const server = new EmailServer(this, 'main', {
      title: this.variable('mail_title', 'What people call the email server.', 'Main relay'),
      name: 'main',
      host: this.variable('mail_host', 'Host name or IP address of the SMTP server.'),
      port: this.portVariable('mail_port'),
      username: this.variable('mail_username', 'The user the SMTP server asks for.'),
      passwordWo: this.secret('mail_password', 'The password that goes with the user.'),
      passwordWoVersion: '1',
      secure: true,
      tlsClientProfileId: profile.id,
    });
    const settings = new NotificationSettings(this, 'this', {
      emailServerId: server.id,
      sender: { name: 'API Cloud', address: 'api-cloud@example.com' },
    });
    this.addPeople(settings);
    new TerraformOutput(this, 'email_server_id', { value: server.id });
  }

  private addPeople(settings: NotificationSettings): void {
    const owner = new User(this, 'owner', {
      username: 'olivia',
      email: 'olivia@example.com',
      firstName: 'Olivia',
      lastName: 'Owner',
      passwordWo: this.secret('owner_password', 'The first password of the organization’s owner.'),
      passwordWoVersion: '1',
    });
    new ProviderOrganization(this, 'acme', {
      title: 'ACME',
      ownerId: owner.id,
      notificationSettingsId: settings.id,
    });
    new OrganizationInvitation(this, 'partner', {
      email: 'partner@example.com',
      notificationSettingsId: settings.id,
    });
    new PortalService(this, 'portal', {
      title: 'Developer portal',
      endpoint: 'https://portal-director.example.com',
      webEndpointBase: 'https://portal.example.com',
      notificationSettingsId: settings.id,
    });
  }

  private variable(name: string, description: string, fallback?: string): string {
    const options = { type: 'string', description, ...(fallback !== undefined && { default: fallback }) };
    return new TerraformVariable(this, name, options).stringValue;
  }

  private portVariable(name: string): number {
    const description = 'Port of the SMTP server: 465 for implicit TLS, any other for STARTTLS.';
    return new TerraformVariable(this, name, { type: 'number', description, default: 587 }).numberValue;
  }

  /** Ephemeral: in no state and in no plan file. cdktf has no property for it yet. */
  private secret(name: string, description: string): string {
    const variable = new TerraformVariable(this, name, { type: 'string', description, sensitive: true });
    variable.addOverride('ephemeral', true);
    return variable.stringValue;
  }
}

/** Synthesizes into `outdir` and answers the folder that holds `cdk.tf.json`. */
export function synthesize(outdir: string): string {
  const app = new App({ outdir });
  new Quickstart(app, 'quickstart');
  app.synth();
  return join(outdir, 'stacks', 'quickstart');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(synthesize('cdktf.out'));
