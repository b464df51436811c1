resource "gatepost_truststore" "mail" {
  title       = "Mail authority"
  ca_cert_pem = var.mail_ca_cert_pem
}

# Mutual TLS: what the cloud shows to the servers.
resource "gatepost_keystore" "mail_client" {
  title                      = "Mail client"
  cert_pem                   = var.mail_client_cert_pem
  private_key_pem_wo         = var.mail_client_key_pem
  private_key_pem_wo_version = "1"
}

resource "gatepost_tls_client_profile" "mail" {
  title         = "Mail"
  protocols     = ["tls_v1.2", "tls_v1.3"]
  truststore_id = gatepost_truststore.mail.id
  keystore_id   = gatepost_keystore.mail_client.id
}

resource "gatepost_email_server" "main" {
  title                 = "Main relay"
  host                  = var.main_relay.host
  port                  = var.main_relay.port
  username              = var.main_relay.username
  password_wo           = var.main_relay_password
  password_wo_version   = "1"
  tls_client_profile_id = gatepost_tls_client_profile.mail.id
}

# A mailbox of a provider that takes no passwords any more.
resource "gatepost_email_server" "backup" {
  title                 = "Backup relay"
  host                  = var.backup_relay.host
  port                  = var.backup_relay.port
  username              = var.backup_relay.username
  tls_client_profile_id = gatepost_tls_client_profile.mail.id

  oauth2 = {
    client_id                = var.backup_relay.client_id
    client_secret_wo         = var.backup_relay_client_secret
    client_secret_wo_version = "1"
    token_url                = var.backup_relay.token_url
  }
}

# Mail leaves by the backup while the main relay is sick.
resource "gatepost_notification_settings" "this" {
  email_server_id           = gatepost_email_server.main.id
  fallback_email_server_ids = [gatepost_email_server.backup.id]

  sender = {
    name    = "API Cloud"
    address = "api-cloud@example.com"
  }
}
