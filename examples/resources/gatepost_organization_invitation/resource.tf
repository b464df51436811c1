resource "gatepost_organization_invitation" "partner" {
  email                    = "partner@example.com"
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
