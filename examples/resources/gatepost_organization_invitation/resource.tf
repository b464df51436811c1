resource "gatepost_organization_invitation" "partner" {
  email                    = "partner@example.com"
  notification_settings_id = gatepost_notification_settings.this.id
}
