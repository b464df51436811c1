resource "gatepost_portal_service" "main" {
  title                    = "Developer portal"
  endpoint                 = "https://portal-director.example.com"
  web_endpoint_base        = "https://portal.example.com"
  notification_settings_id = gatepost_notification_settings.this.id
}

resource "gatepost_gateway_service" "edge" {
  title                = "Edge gateway"
  endpoint             = "https://gateway-manager.example.com"
  api_endpoint_base    = "https://api.example.com"
  gateway_service_type = "datapower-api-gateway"
  integration          = "datapower-api-gateway"
}
