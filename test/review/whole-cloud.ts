import type { TestCloud } from '../e2e/test-cloud.ts';

/** Secrets that stand in the configurations, so that they could show. */
export const SECRETS = {
  mailPassword: 'mail secret that is seen',
  writeOnlyPassword: 'mail secret that is written only',
  ownerPassword: 'long enough for the owner',
  clientSecret: 'client secret of the pipeline, long enough',
  oauthSecret: 'secret of the application',
  output: 'output that is a secret',
};

/** What whoever owns the organization `acme` manages. */
const ownerBlock = ({ api }: TestCloud) => `
provider "gatepost" {
  alias    = "owner"
  endpoint = "${api.url}"
  username = "olivia"
  password = "${SECRETS.ownerPassword}"
  realm    = "provider/default-idp-2"
}
`;

interface Version {
  /** Which of two states of the configuration. */
  readonly isLater: boolean;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** A resource of every kind, with something to tell of each in both states. */
export function wholeCloud(cloud: TestCloud, { isLater, certificatePem, privateKeyPem }: Version): string {
  const or = (early: string, late: string) => (isLater ? late : early);
  return `${ownerBlock(cloud)}
locals {
  certificate = <<EOT
${certificatePem.trimEnd()}
EOT
  key = <<EOT
${privateKeyPem.trimEnd()}
EOT
}
resource "gatepost_truststore" "mail" {
  title       = "Mail authority"
  ca_cert_pem = local.certificate
}
resource "gatepost_keystore" "client" {
  title                      = "Mail client"
  cert_pem                   = local.certificate
  private_key_pem_wo         = local.key
  private_key_pem_wo_version = "${or('1', '2')}"
}
resource "gatepost_tls_client_profile" "mail" {
  title                       = "Mail"
  protocols                   = ["tls_v1.3"${or('', ', "tls_v1.1"')}]
  truststore_id               = gatepost_truststore.mail.id
  keystore_id                 = ${or('null', 'gatepost_keystore.client.id')}
  insecure_server_connections = ${or('false', 'true')}
}
resource "gatepost_email_server" "main" {
  title                 = "Main relay"
  host                  = "smtp.example.com"
  port                  = ${or('587', '465')}
  username              = "gatepost"
  password              = "${SECRETS.mailPassword}${or('', ', another')}"
  tls_client_profile_id = gatepost_tls_client_profile.mail.id
}
resource "gatepost_email_server" "backup" {
  title               = "Backup relay"
  host                = "smtp.example.net"
  port                = 587
  username            = "gatepost"
  password_wo         = "${SECRETS.writeOnlyPassword}"
  password_wo_version = "${or('1', '2')}"
  secure              = ${or('true', 'false')}
}
resource "gatepost_email_server" "cloud" {
  title    = "Relay of a cloud"
  host     = "smtp.example.org"
  port     = 587
  username = "gatepost@example.org"
  oauth2 = {
    client_id     = "gatepost"
    client_secret = "${SECRETS.oauthSecret}"
    token_url     = "https://login.example.org/${or('token', 'v2/token')}"
  }
}
resource "gatepost_notification_settings" "this" {
  email_server_id           = gatepost_email_server.${or('main', 'backup')}.id
  fallback_email_server_ids = [${or('gatepost_email_server.backup.id', 'gatepost_email_server.main.id, gatepost_email_server.cloud.id')}]
  sender                    = { name = "API Cloud", address = "${or('api', 'cloud')}@example.com" }
}
resource "gatepost_notification_template" "invitation" {
  scope   = "cloud"
  mail    = "invitation"
  subject = "${or('Come in', 'Please come in')}"
}
resource "gatepost_registration" "pipeline" {
  title                    = "Pipeline"
  client_id                = "pipeline"
  scopes                   = ["org/settings:view"${or('', ', "org/settings:manage"')}]
  state                    = "${or('enabled', 'disabled')}"
  client_secret_wo         = "${SECRETS.clientSecret}"
  client_secret_wo_version = "1"
}
resource "gatepost_user_registry" "partners" {
  title          = "Partners"
  email_required = ${or('true', 'false')}
}
resource "gatepost_user" "people" {
  for_each = toset(["olivia", "nora", "paul"])
  username = each.key
  email    = "\${each.key}@example.com"
  password = "${SECRETS.ownerPassword}"
  state    = each.key == "paul" ? "${or('enabled', 'disabled')}" : "enabled"
}
resource "gatepost_provider_organization" "acme" {
  title                    = "ACME"
  owner_id                 = gatepost_user.people["${or('olivia', 'nora')}"].id
  notification_settings_id = gatepost_notification_settings.this.id
}
resource "gatepost_organization_settings" "acme" {
  provider         = gatepost.owner
  organization_id  = gatepost_provider_organization.acme.id
  invitation_ttl_s = ${or('604800', '86400')}
}
resource "gatepost_role" "auditor" {
  provider        = gatepost.owner
  organization_id = gatepost_provider_organization.acme.id
  title           = "Auditor"
  permissions     = ["org/view", "${or('org/member:view', 'org/member:manage')}"]
}
resource "gatepost_role" "operator" {
  provider        = gatepost.owner
  organization_id = gatepost_provider_organization.acme.id
  title           = "Operator"
  permissions     = ["org/view"]
}
resource "gatepost_member" "paul" {
  provider        = gatepost.owner
  organization_id = gatepost_provider_organization.acme.id
  user_id         = gatepost_user.people["paul"].id
  role_ids        = [gatepost_role.${or('auditor', 'operator')}.id]
}
resource "gatepost_member_invitation" "ben" {
  provider                 = gatepost.owner
  organization_id          = gatepost_provider_organization.acme.id
  email                    = "${or('ben', 'benno')}@example.com"
  notify                   = false
  role_ids                 = [gatepost_role.auditor.id]
  notification_settings_id = gatepost_notification_settings.this.id
}
resource "gatepost_organization_invitation" "partner" {
  email                    = "partner@example.com"
  notify                   = false
  notification_settings_id = gatepost_notification_settings.this.id
}
resource "gatepost_availability_zone" "north" {
  title = "${or('North', 'Far north')}"
}
resource "gatepost_portal_service" "main" {
  title                    = "Developer portal"
  endpoint                 = "https://${or('director', 'new-director')}.example.com"
  web_endpoint_base        = "https://portal.example.com"
  availability_zone        = gatepost_availability_zone.north.name
  notification_settings_id = gatepost_notification_settings.this.id
}
resource "gatepost_analytics_service" "main" {
  title    = "Analytics"
  endpoint = "https://analytics.example.com"
  summary  = "${or('For a start', 'For good')}"
}
resource "gatepost_gateway_service" "edge" {
  title                = "Edge gateway"
  endpoint             = "https://gateway.example.com"
  analytics_service_id = ${or('null', 'gatepost_analytics_service.main.id')}
  visibility = {
    type             = "custom"
    organization_ids = [gatepost_provider_organization.acme.id]
  }
}
resource "gatepost_catalog" "shop" {
  provider        = gatepost.owner
  organization_id = gatepost_provider_organization.acme.id
  title           = "${or('Shop', 'Big shop')}"
}
resource "gatepost_catalog_settings" "shop" {
  provider        = gatepost.owner
  organization_id = gatepost_provider_organization.acme.id
  catalog_id      = gatepost_catalog.shop.id
  production_mode = ${or('false', 'true')}
}
output "secret" {
  value     = "${SECRETS.output}${or('', ', another')}"
  sensitive = true
}
output "organization" {
  value = gatepost_provider_organization.acme.name
}
`;
}

/** Leaves the owner's block, without which nothing of theirs can be destroyed. */
export const nothing = ownerBlock;
