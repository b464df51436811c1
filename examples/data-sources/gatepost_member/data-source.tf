data "gatepost_member" "anna" {
  organization_id = gatepost_provider_organization.acme.id
  name            = "anna"
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
