resource "gatepost_notification_template" "invitation" {
  scope   = "cloud"
  mail    = "invitation"
  subject = "Your invitation to the API cloud"
}

# Of an organization, in another language.
resource "gatepost_notification_template" "reset_in_german" {
  organization_id = gatepost_provider_organization.acme.id
  scope           = "provider"
  mail            = "password-reset"
  language        = "de"
  subject         = "Ein neues Passwort"
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
