data "gatepost_user" "admin" {
  user_registry = "cloud-manager-lur"
  username      = "admin"
}
