data "gatepost_tls_server_profile" "default" {
  name = "tls-server-profile-default"
}
