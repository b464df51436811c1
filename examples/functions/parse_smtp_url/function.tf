variable "smtp_url" {
  description = "Such as smtps://user:password@smtp.example.com:465."
  type        = string
  sensitive   = true
}

locals {
  smtp = provider::gatepost::parse_smtp_url(var.smtp_url)
}

resource "gatepost_email_server" "main" {
  title    = "Main relay"
  host     = local.smtp.host
  port     = local.smtp.port
  secure   = local.smtp.secure
  tls_mode = local.smtp.tls_mode
  username = local.smtp.username
  password = local.smtp.password
}
