data "gatepost_member_invitations" "all" {
  organization_id = gatepost_provider_organization.acme.id
}

output "member_invitations" {
  value = { for each in data.gatepost_member_invitations.all.items : each.id => each.email }
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
