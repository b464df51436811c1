data "gatepost_availability_zone" "default" {
  name = "availability-zone-default"
}
