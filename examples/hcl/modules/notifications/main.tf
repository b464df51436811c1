terraform {
  required_version = ">= 1.11"
  required_providers {
    gatepost = {
      source = "gatepost/gatepost"
    }
  }
}

resource "gatepost_truststore" "mail" {
  count       = var.ca_cert_pem == null ? 0 : 1
  title       = "${var.title}: authority"
  ca_cert_pem = var.ca_cert_pem
}

resource "gatepost_tls_client_profile" "mail" {
  title         = "${var.title}: TLS"
  protocols     = ["tls_v1.2", "tls_v1.3"]
  truststore_id = one(gatepost_truststore.mail[*].id)
}

resource "gatepost_email_server" "this" {
  title                 = var.title
  host                  = var.host
  port                  = var.port
  username              = var.username
  password_wo           = var.password
  password_wo_version   = var.username == null ? null : var.password_version
  secure                = true
  tls_client_profile_id = gatepost_tls_client_profile.mail.id
}

resource "gatepost_notification_settings" "this" {
  email_server_id           = gatepost_email_server.this.id
  fallback_email_server_ids = var.fallback_email_server_ids
  sender                    = var.sender
}
