# terraform query -generate-config-out=keystores.tf
list "gatepost_keystore" "all" {
  provider         = gatepost
  include_resource = true
}
