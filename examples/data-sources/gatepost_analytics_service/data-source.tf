data "gatepost_analytics_service" "main" {
  name = "analytics"
}
