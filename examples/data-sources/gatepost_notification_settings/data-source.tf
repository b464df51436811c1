data "gatepost_notification_settings" "this" {}

check "an_email_server_is_selected" {
  assert {
    condition     = data.gatepost_notification_settings.this.email_server_id != null
    error_message = "No email server is selected: mail is held."
  }
}
