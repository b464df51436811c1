# terraform query -generate-config-out=roles.tf
list "gatepost_role" "all" {
  provider         = gatepost
  include_resource = true

  config {
    organization_id = gatepost_provider_organization.acme.id
  }
}
