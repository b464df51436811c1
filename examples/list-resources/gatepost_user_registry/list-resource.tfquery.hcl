# terraform query -generate-config-out=user-registries.tf
list "gatepost_user_registry" "all" {
  provider         = gatepost
  include_resource = true
}
