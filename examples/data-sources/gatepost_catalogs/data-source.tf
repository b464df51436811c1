data "gatepost_catalogs" "all" {
  organization_id = gatepost_provider_organization.acme.id
}

output "catalogs" {
  value = { for each in data.gatepost_catalogs.all.items : each.id => each.name }
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
