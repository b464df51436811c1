# terraform query -generate-config-out=truststores.tf
list "gatepost_truststore" "all" {
  provider         = gatepost
  include_resource = true
}
