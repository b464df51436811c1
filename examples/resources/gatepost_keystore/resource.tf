variable "mail_client_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "gatepost_keystore" "mail" {
  title                      = "Mail client"
  cert_pem                   = file("${path.module}/mail-client.pem")
  private_key_pem_wo         = var.mail_client_key
  private_key_pem_wo_version = "1" # another value sends the key again
}
