# terraform query -generate-config-out=catalog-settings.tf
list "gatepost_catalog_settings" "all" {
  provider         = gatepost
  include_resource = true

  config {
    organization_id = gatepost_provider_organization.acme.id
  }
}
