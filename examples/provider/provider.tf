terraform {
  required_version = ">= 1.11"
  required_providers {
    gatepost = {
      source = "gatepost/gatepost"
    }
  }
}

# Credentials: GATEPOST_USERNAME and GATEPOST_PASSWORD in the environment.
provider "gatepost" {
  endpoint           = "https://gatepost.example.com"
  ca_certificate_pem = file("${path.module}/gatepost-ca.pem")
}
