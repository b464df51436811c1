data "gatepost_user_registry" "owners" {
  name = "api-manager-lur"
}
