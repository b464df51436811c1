data "gatepost_member_invitation" "ben" {
  organization_id = gatepost_provider_organization.acme.id
  email           = "ben@example.com"
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
