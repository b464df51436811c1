# terraform query -generate-config-out=organization-settings.tf
list "gatepost_organization_settings" "all" {
  provider         = gatepost
  include_resource = true
}
