data "gatepost_tls_client_profile" "default" {
  name    = "tls-client-profile-default"
  version = "1.0.0"
}
