data "gatepost_truststore" "authorities" {
  name = "mail-authorities"
}
