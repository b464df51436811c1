data "gatepost_gateway_services" "all" {
  availability_zone = "availability-zone-default"
}

output "gateway_services" {
  value = { for each in data.gatepost_gateway_services.all.items : each.id => each.name }
}
