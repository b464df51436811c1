import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NotificationFoundation } from '@gatepost/cdktf-provider-gatepost/lib/notification-foundation';
import { NotificationsFirst } from '@gatepost/cdktf-provider-gatepost/lib/notifications-first';
import { OrganizationInvitation } from '@gatepost/cdktf-provider-gatepost/lib/organization-invitation';
import { PortalService } from '@gatepost/cdktf-provider-gatepost/lib/portal-service';
import { GatepostProvider } from '@gatepost/cdktf-provider-gatepost/lib/provider';
import { ProviderOrganization } from '@gatepost/cdktf-provider-gatepost/lib/provider-organization';
import { User } from '@gatepost/cdktf-provider-gatepost/lib/user';
import { App, Aspects, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';

/** The HCL quickstart in TypeScript: the notification side of a cloud, from nothing to the first mail. */
export class Quickstart extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Beside the synthesized configuration; by default it would lie in the folder the program was started from.
    new LocalBackend(this, { path: 'terraform.tfstate' });
    // Endpoint and credentials come from GATEPOST_ENDPOINT, GATEPOST_USERNAME and GATEPOST_PASSWORD.
    new GatepostProvider(this, 'gatepost', {});

    const { settings, servers } = this.addFoundation();
    // Nobody is invited, and no portal registered, before an email server is selected.
    Aspects.of(this).add(new NotificationsFirst(settings));
    this.addPeople();
    new TerraformOutput(this, 'email_server_id', { value: servers[0]?.id });
  }

  private addFoundation(): NotificationFoundation {
    return new NotificationFoundation(this, 'mail', {
      truststore: {
        title: 'Mail authority',
        caCertPem: this.variable('mail_ca_cert_pem', 'The authority that signed the SMTP server’s certificate, PEM.'),
      },
      servers: [
        {
          title: this.variable('mail_title', 'What people call the email server.', 'Main relay'),
          name: 'main',
          host: this.variable('mail_host', 'Host name or IP address of the SMTP server.'),
          port: this.portVariable('mail_port'),
          username: this.variable('mail_username', 'The user the SMTP server asks for.'),
          passwordWo: this.secret('mail_password', 'The password that goes with the user.'),
        },
      ],
      sender: { name: 'API Cloud', address: 'api-cloud@example.com' },
    });
  }

  private addPeople(): void {
    const owner = new User(this, 'owner', {
      username: 'olivia',
      email: 'olivia@example.com',
      firstName: 'Olivia',
      lastName: 'Owner',
      passwordWo: this.secret('owner_password', 'The first password of the organization’s owner.'),
      passwordWoVersion: '1',
    });
    new ProviderOrganization(this, 'acme', { title: 'ACME', ownerId: owner.id });
    new OrganizationInvitation(this, 'partner', { email: 'partner@example.com' });
    new PortalService(this, 'portal', {
      title: 'Developer portal',
      endpoint: 'https://portal-director.example.com',
      webEndpointBase: 'https://portal.example.com',
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

  /** Ephemeral: in no state and in no plan file. cdktf has no property for it. */
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
