data "gatepost_organization_settings" "acme" {
  organization_id = gatepost_provider_organization.acme.id
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
