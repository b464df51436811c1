# terraform query -generate-config-out=organizations.tf
list "gatepost_provider_organization" "all" {
  provider         = gatepost
  include_resource = true
}
