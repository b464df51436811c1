resource "gatepost_notification_settings" "this" {
  email_server_id = gatepost_email_server.main.id
  sender = {
    name    = "API Cloud"
    address = "api-cloud@example.com"
  }
  dkim = {
    domain      = "example.com"
    selector    = "gatepost" # its public key stands at gatepost._domainkey.example.com
    keystore_id = gatepost_keystore.signing.id
  }
}

resource "gatepost_email_server" "main" {
  title = "Main relay"
  host  = "smtp.example.com"
  port  = 587
}

variable "signing_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "gatepost_keystore" "signing" {
  title                      = "Signing key of mail"
  cert_pem                   = file("${path.module}/signing.pem")
  private_key_pem_wo         = var.signing_key
  private_key_pem_wo_version = "1"
}
