variable "mail_ca_cert_pem" {
  description = "The authority that signed the certificates of the SMTP servers, PEM."
  type        = string
}

variable "mail_client_cert_pem" {
  description = "The certificate that is shown to the SMTP servers, PEM."
  type        = string
}

# Ephemeral, as every secret here: in no state and in no plan file.
variable "mail_client_key_pem" {
  description = "The private key of that certificate, PEM."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "main_relay" {
  description = "The SMTP server by which mail leaves, and who signs in."
  type        = object({ host = string, port = optional(number, 587), username = string })
}

variable "main_relay_password" {
  description = "The password that goes with the user of the main relay."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "backup_relay" {
  description = "The SMTP server that takes over, and the application that asks for access tokens."
  type        = object({ host = string, port = optional(number, 587), username = string, client_id = string, token_url = string })
}

variable "backup_relay_client_secret" {
  description = "The secret of that application."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "owner_password" {
  description = "The first password of whoever owns the organizations."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "organizations" {
  description = "The organizations by name, each with the user names of those who operate it."
  type        = map(object({ title = string, operators = list(string) }))
  default = {
    acme = { title = "ACME", operators = ["anna", "ben"] }
    beta = { title = "Beta", operators = ["ben"] }
  }
}
