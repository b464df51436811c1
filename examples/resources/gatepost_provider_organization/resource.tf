resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id

  # The owner's mail then leaves at once; without the reference it is held until a server is selected.
  notification_settings_id = gatepost_notification_settings.this.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}

resource "gatepost_notification_settings" "this" {
  email_server_id = gatepost_email_server.main.id
}

resource "gatepost_email_server" "main" {
  title = "Main relay"
  host  = "smtp.example.com"
  port  = 587
}
