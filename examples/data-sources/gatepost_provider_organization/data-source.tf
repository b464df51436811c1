data "gatepost_provider_organization" "admin" {
  name = "admin"
}
