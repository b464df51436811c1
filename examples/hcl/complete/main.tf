# A whole cloud: two email servers, organizations with their people, and the services that serve them.
# Endpoint and credentials of the administrator come from GATEPOST_ENDPOINT, GATEPOST_USERNAME and GATEPOST_PASSWORD.

terraform {
  required_version = ">= 1.11"
  required_providers {
    gatepost = {
      source = "gatepost/gatepost"
    }
  }
}

provider "gatepost" {}

# What is within an organization is for its members alone, so that its owner makes it.
provider "gatepost" {
  alias    = "owner"
  username = "olivia"
  password = var.owner_password
  realm    = "provider/default-idp-2"
}
