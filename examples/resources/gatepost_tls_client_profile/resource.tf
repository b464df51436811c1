resource "gatepost_tls_client_profile" "mail" {
  title         = "Mail"
  protocols     = ["tls_v1.2", "tls_v1.3"]
  keystore_id   = gatepost_keystore.mail.id
  truststore_id = gatepost_truststore.mail.id
}

variable "mail_client_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "gatepost_keystore" "mail" {
  title                      = "Mail client"
  cert_pem                   = file("${path.module}/mail-client.pem")
  private_key_pem_wo         = var.mail_client_key
  private_key_pem_wo_version = "1"
}

resource "gatepost_truststore" "mail" {
  title       = "Mail authority"
  ca_cert_pem = file("${path.module}/mail-ca.pem")
}
