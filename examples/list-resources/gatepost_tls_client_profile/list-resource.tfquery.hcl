# terraform query -generate-config-out=tls-client-profiles.tf
list "gatepost_tls_client_profile" "all" {
  provider         = gatepost
  include_resource = true

  config {
    contains = "mail"
  }
}
