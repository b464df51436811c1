# terraform query -generate-config-out=users.tf
list "gatepost_user" "all" {
  provider         = gatepost
  include_resource = true

  config {
    user_registry = "api-manager-lur"
  }
}
