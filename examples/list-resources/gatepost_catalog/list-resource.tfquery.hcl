# terraform query -generate-config-out=catalogs.tf
list "gatepost_catalog" "all" {
  provider         = gatepost
  include_resource = true

  config {
    organization_id = gatepost_provider_organization.acme.id
  }
}
