data "gatepost_portal_service" "main" {
  name = "developer-portal"
}
