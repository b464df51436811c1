data "gatepost_availability_zones" "all" {}

output "availability_zones" {
  value = { for each in data.gatepost_availability_zones.all.items : each.id => each.name }
}
