resource "gatepost_role" "mail_administrator" {
  organization_id = gatepost_provider_organization.acme.id
  title           = "Mail administrator"
  permissions     = ["org/view", "org/settings:view", "org/settings:manage"]
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
