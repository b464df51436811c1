data "gatepost_tls_server_profile" "default" {
  name = "tls-server-profile-default"
}

resource "gatepost_gateway_service" "edge" {
  title                = "Edge gateway"
  endpoint             = "https://gateway-manager.example.com"
  api_endpoint_base    = "https://api.example.com"
  gateway_service_type = "datapower-api-gateway"
  integration          = "datapower-api-gateway"
  analytics_service_id = gatepost_analytics_service.main.id

  sni = [{
    host                  = "*"
    tls_server_profile_id = data.gatepost_tls_server_profile.default.id
  }]
}

resource "gatepost_analytics_service" "main" {
  title    = "Analytics"
  endpoint = "https://analytics.example.com"
}
