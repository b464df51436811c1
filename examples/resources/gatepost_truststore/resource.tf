resource "gatepost_truststore" "mail" {
  title       = "Mail authority"
  ca_cert_pem = file("${path.module}/mail-ca.pem")
}
