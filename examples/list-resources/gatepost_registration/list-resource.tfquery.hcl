# terraform query -generate-config-out=registrations.tf
list "gatepost_registration" "all" {
  provider         = gatepost
  include_resource = true
}
