data "gatepost_permissions" "org" {
  collection = "org"
}

# A role that may see everything.
resource "gatepost_role" "auditor" {
  organization_id = gatepost_provider_organization.acme.id
  title           = "Auditor"
  permissions     = [for each in data.gatepost_permissions.org.permissions : each if endswith(each, "view")]
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
