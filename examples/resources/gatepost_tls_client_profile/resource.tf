resource "gatepost_tls_client_profile" "mail" {
  title         = "Mail"
  protocols     = ["tls_v1.2", "tls_v1.3"]
  keystore_id   = gatepost_keystore.mail.id
  truststore_id = gatepost_truststore.mail.id
}
