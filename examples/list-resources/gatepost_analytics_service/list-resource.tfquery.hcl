# terraform query -generate-config-out=analytics-services.tf
list "gatepost_analytics_service" "all" {
  provider         = gatepost
  include_resource = true

  config {
    availability_zone = "availability-zone-default"
  }
}
