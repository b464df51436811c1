variable "owner_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "gatepost_user" "owner" {
  username            = "olivia"
  email               = "olivia@example.com"
  first_name          = "Olivia"
  last_name           = "Owner"
  password_wo         = var.owner_password
  password_wo_version = "1"
}
