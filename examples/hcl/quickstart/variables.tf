variable "mail_title" {
  description = "What people call the email server."
  type        = string
  default     = "Main relay"
}

variable "mail_host" {
  description = "Host name or IP address of the SMTP server."
  type        = string
}

variable "mail_port" {
  description = "Port of the SMTP server: 465 for implicit TLS, any other for STARTTLS."
  type        = number
  default     = 587
}

variable "mail_ca_cert_pem" {
  description = "The certificate authority that signed the SMTP server's certificate, PEM."
  type        = string
}

variable "mail_username" {
  description = "The user the SMTP server asks for."
  type        = string
}

# Ephemeral: in no state and in no plan file.
variable "mail_password" {
  description = "The password that goes with the user."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "owner_password" {
  description = "The first password of the organization's owner."
  type        = string
  sensitive   = true
  ephemeral   = true
}
