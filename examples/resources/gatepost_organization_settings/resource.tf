resource "gatepost_organization_settings" "acme" {
  organization_id  = gatepost_provider_organization.acme.id
  sender           = { name = "Acme", address = "api@example.com" }
  invitation_ttl_s = 7 * 24 * 3600
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
