data "gatepost_portal_services" "all" {}

output "portal_services" {
  value = { for each in data.gatepost_portal_services.all.items : each.id => each.name }
}
