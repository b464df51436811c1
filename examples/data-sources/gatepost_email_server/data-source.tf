data "gatepost_email_server" "relay" {
  name = "main-relay"
}
