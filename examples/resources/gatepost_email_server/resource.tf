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
