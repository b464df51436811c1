# With the credentials of somebody who may manage the organization, mostly its owner.
resource "gatepost_catalog" "shop" {
  organization_id = gatepost_provider_organization.acme.id
  title           = "Shop"
  summary         = "What partners can use."
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
