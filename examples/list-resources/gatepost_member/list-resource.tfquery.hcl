# terraform query -generate-config-out=members.tf
list "gatepost_member" "all" {
  provider         = gatepost
  include_resource = true

  config {
    organization_id = gatepost_provider_organization.acme.id
  }
}
