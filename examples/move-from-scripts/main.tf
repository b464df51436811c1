# What set-up.sh makes, as it should be from now on: the order follows from the references, and whatever differs is in the plan.

terraform {
  required_version = ">= 1.11"
  required_providers {
    gatepost = {
      source = "gatepost/gatepost"
    }
  }
}

provider "gatepost" {}

variable "mail_host" {
  description = "Host name or IP address of the SMTP server."
  type        = string
}

variable "mail_port" {
  description = "Port of the SMTP server."
  type        = number
  default     = 587
}

variable "mail_username" {
  description = "The user the SMTP server asks for."
  type        = string
}

variable "mail_ca_cert_pem" {
  description = "The authority that signed the SMTP server's certificate, PEM."
  type        = string
}

# Where the script has set them already, both stay null until they are changed: a new version sends a secret.
variable "mail_password" {
  description = "The password that goes with the user."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true
}

variable "owner_password" {
  description = "The first password of the organization's owner."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true
}

variable "secret_version" {
  description = "Null leaves the secrets as the script has set them; any text sends them."
  type        = string
  default     = null
}

resource "gatepost_truststore" "mail" {
  title       = "Mail authority"
  ca_cert_pem = var.mail_ca_cert_pem
}

resource "gatepost_tls_client_profile" "mail" {
  title         = "Mail"
  truststore_id = gatepost_truststore.mail.id
}

resource "gatepost_email_server" "main" {
  title                 = "Main relay"
  host                  = var.mail_host
  port                  = var.mail_port
  username              = var.mail_username
  password_wo           = var.mail_password
  password_wo_version   = var.secret_version
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
  password_wo         = var.owner_password
  password_wo_version = var.secret_version
}

resource "gatepost_provider_organization" "acme" {
  title                    = "ACME"
  owner_id                 = gatepost_user.owner.id
  notification_settings_id = gatepost_notification_settings.this.id
}
