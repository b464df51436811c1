data "gatepost_keystore" "client" {
  name = "mail-client"
}
