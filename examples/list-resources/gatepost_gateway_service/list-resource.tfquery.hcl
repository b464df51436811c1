# terraform query -generate-config-out=gateway-services.tf
list "gatepost_gateway_service" "all" {
  provider         = gatepost
  include_resource = true

  config {
    availability_zone = "availability-zone-default"
  }
}
