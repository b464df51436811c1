data "gatepost_catalog_settings" "shop" {
  organization_id = gatepost_provider_organization.acme.id
  catalog_id      = gatepost_catalog.shop.id
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_catalog" "shop" {
  organization_id = gatepost_provider_organization.acme.id
  title           = "Shop"
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
