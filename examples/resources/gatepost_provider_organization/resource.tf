resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id

  # The owner's mail then leaves at once; without the reference it is held until a server is selected.
  notification_settings_id = gatepost_notification_settings.this.id
}
