# terraform query -generate-config-out=portal-services.tf
list "gatepost_portal_service" "all" {
  provider         = gatepost
  include_resource = true

  config {
    availability_zone = "availability-zone-default"
  }
}
