variable "title" {
  description = "What people call the email server."
  type        = string
  default     = "Main relay"

  validation {
    condition     = length(trimspace(var.title)) > 0
    error_message = "The title must say something."
  }
}

variable "host" {
  description = "Host name or IP address of the SMTP server."
  type        = string

  validation {
    condition     = !can(regex("[/@ ]", var.host))
    error_message = "The host must be a name or an address alone, without scheme, user or port."
  }
}

variable "port" {
  description = "465 for implicit TLS, any other for STARTTLS; 25 is for relays among themselves, and is refused here."
  type        = number
  default     = 587

  validation {
    condition     = var.port != 25 && var.port > 0 && var.port < 65536 && floor(var.port) == var.port
    error_message = "The port must be a whole number up to 65535, and not 25: take 587 or 465."
  }
}

variable "username" {
  description = "Who signs in; null where the server asks for nobody."
  type        = string
  default     = null
}

variable "password" {
  description = "The password that goes with the user. It is ephemeral: in no state and in no plan."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true
}

variable "password_version" {
  description = "Any text. Another one sends the password again."
  type        = string
  default     = "1"
}

variable "ca_cert_pem" {
  description = "The authority that signed the server's certificate, PEM; null for those that the system trusts."
  type        = string
  default     = null
}

variable "fallback_email_server_ids" {
  description = "Ids of the servers that take over while this one is sick, in their order."
  type        = list(string)
  default     = []
}

variable "sender" {
  description = "Who mails come from."
  type        = object({ name = string, address = string })

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+[.][^@ ]+$", var.sender.address))
    error_message = "The sender's address must be an e-mail address, such as api-cloud@example.com."
  }
}
