# terraform query -generate-config-out=availability-zones.tf
list "gatepost_availability_zone" "all" {
  provider         = gatepost
  include_resource = true
}
