# terraform query -generate-config-out=member-invitations.tf
list "gatepost_member_invitation" "all" {
  provider         = gatepost
  include_resource = true

  config {
    organization_id = gatepost_provider_organization.acme.id
  }
}
