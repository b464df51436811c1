resource "gatepost_member_invitation" "ben" {
  organization_id = gatepost_provider_organization.acme.id
  email           = "ben@example.com"
  language        = "de"
  role_ids        = [gatepost_role.mail_administrator.id]

  # The link is mailed, which needs a selected email server.
  notification_settings_id = gatepost_notification_settings.this.id
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_role" "mail_administrator" {
  organization_id = gatepost_provider_organization.acme.id
  title           = "Mail administrator"
  permissions     = ["org/settings:view", "org/settings:manage"]
}

resource "gatepost_notification_settings" "this" {
  email_server_id = gatepost_email_server.main.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}

resource "gatepost_email_server" "main" {
  title = "Main relay"
  host  = "smtp.example.com"
  port  = 587
}
