resource "gatepost_notification_settings" "this" {
  email_server_id = gatepost_email_server.main.id
  sender = {
    name    = "API Cloud"
    address = "api-cloud@example.com"
  }
}
