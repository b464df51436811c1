data "gatepost_role" "administrator" {
  organization_id = gatepost_provider_organization.acme.id
  name            = "administrator"
}

resource "gatepost_member" "anna" {
  organization_id = gatepost_provider_organization.acme.id
  user_id         = gatepost_user.anna.id
  role_ids        = [data.gatepost_role.administrator.id]
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "anna" {
  username = "anna"
  email    = "anna@example.com"
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
