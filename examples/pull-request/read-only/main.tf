# Who plans in pull requests: may view whatever the cloud has, and change nothing.

terraform {
  required_version = ">= 1.11"
  required_providers {
    gatepost = {
      source = "gatepost/gatepost"
    }
  }
}

provider "gatepost" {}

variable "plan_client_secret" {
  description = "What the job that plans signs in with, as GATEPOST_CLIENT_SECRET."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "gatepost_registration" "plan" {
  title       = "Plans of pull requests"
  client_id   = "plan"
  client_type = "ci"
  scopes = [
    "cloud/view",
    "cloud/provider-org:view",
    "cloud/analytics:view",
    "org/view",
    "org/member:view",
    "org/settings:view",
    "org/topology:view",
  ]
  client_secret_wo         = var.plan_client_secret
  client_secret_wo_version = "1"
}
