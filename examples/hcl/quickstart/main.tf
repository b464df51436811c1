# The notification side of a cloud, from nothing to the first mail.
# Endpoint and credentials come from GATEPOST_ENDPOINT, GATEPOST_USERNAME and GATEPOST_PASSWORD.

terraform {
  required_version = ">= 1.11"
  required_providers {
    gatepost = {
      source = "gatepost/gatepost"
    }
  }
}

provider "gatepost" {}

resource "gatepost_truststore" "mail" {
  title       = "Mail authority"
  ca_cert_pem = var.mail_ca_cert_pem
}

resource "gatepost_tls_client_profile" "mail" {
  title         = "Mail"
  protocols     = ["tls_v1.2", "tls_v1.3"]
  truststore_id = gatepost_truststore.mail.id
}

resource "gatepost_email_server" "main" {
  title                 = var.mail_title
  name                  = "main"
  host                  = var.mail_host
  port                  = var.mail_port
  username              = var.mail_username
  password_wo           = var.mail_password
  password_wo_version   = "1"
  secure                = true
  tls_client_profile_id = gatepost_tls_client_profile.mail.id
}

resource "gatepost_notification_settings" "this" {
  email_server_id = gatepost_email_server.main.id
  sender = {
    name    = "API Cloud"
    address = "api-cloud@example.com"
  }
}

resource "gatepost_user" "owner" {
  username            = "olivia"
  email               = "olivia@example.com"
  first_name          = "Olivia"
  last_name           = "Owner"
  password_wo         = var.owner_password
  password_wo_version = "1"
}

resource "gatepost_provider_organization" "acme" {
  title                    = "ACME"
  owner_id                 = gatepost_user.owner.id
  notification_settings_id = gatepost_notification_settings.this.id
}

resource "gatepost_organization_invitation" "partner" {
  email                    = "partner@example.com"
  notification_settings_id = gatepost_notification_settings.this.id
}

resource "gatepost_portal_service" "main" {
  title                    = "Developer portal"
  endpoint                 = "https://portal-director.example.com"
  web_endpoint_base        = "https://portal.example.com"
  notification_settings_id = gatepost_notification_settings.this.id
}
