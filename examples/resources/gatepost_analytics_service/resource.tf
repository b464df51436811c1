resource "gatepost_analytics_service" "main" {
  title    = "Analytics"
  endpoint = "https://analytics.example.com"

  visibility = {
    type             = "custom"
    organization_ids = [gatepost_provider_organization.acme.id]
  }
}

resource "gatepost_provider_organization" "acme" {
  title    = "ACME"
  owner_id = gatepost_user.owner.id
}

resource "gatepost_user" "owner" {
  username = "olivia"
  email    = "olivia@example.com"
}
