data "gatepost_organization_invitations" "all" {
  email_contains = "@example.com"
}

output "organization_invitations" {
  value = { for each in data.gatepost_organization_invitations.all.items : each.id => each.email }
}
