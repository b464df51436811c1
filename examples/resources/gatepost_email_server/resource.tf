variable "mail_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "gatepost_email_server" "main" {
  title                 = "Main relay"
  host                  = "smtp.example.com"
  port                  = 587
  username              = "gatepost"
  password_wo           = var.mail_password
  password_wo_version   = "1" # another value sends the password again
  tls_client_profile_id = gatepost_tls_client_profile.mail.id
}

# A mailbox of a large provider, where passwords are no longer taken.
variable "mail_client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "gatepost_email_server" "hosted" {
  title    = "Hosted mailbox"
  host     = "smtp.office365.com"
  port     = 587
  username = "api-cloud@example.com"
  oauth2 = {
    client_id                = "8f2c2f6e-3f0b-4c55-9a3e-6d0b7c1f2a10"
    client_secret_wo         = var.mail_client_secret
    client_secret_wo_version = "1" # another value sends the secret again
    token_url                = "https://login.microsoftonline.com/example.onmicrosoft.com/oauth2/v2.0/token"
    scope                    = "https://outlook.office365.com/.default"
  }
}

resource "gatepost_tls_client_profile" "mail" {
  title         = "Mail"
  truststore_id = gatepost_truststore.mail.id
}

resource "gatepost_truststore" "mail" {
  title       = "Mail authority"
  ca_cert_pem = file("${path.module}/mail-ca.pem")
}
