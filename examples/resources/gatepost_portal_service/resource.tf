resource "gatepost_portal_service" "main" {
  title             = "Developer portal"
  endpoint          = "https://portal-director.example.com"
  web_endpoint_base = "https://portal.example.com"

  # A portal cannot be registered before an email server is selected.
  notification_settings_id = gatepost_notification_settings.this.id
}

resource "gatepost_notification_settings" "this" {
  email_server_id = gatepost_email_server.main.id
}

resource "gatepost_email_server" "main" {
  title = "Main relay"
  host  = "smtp.example.com"
  port  = 587
}
