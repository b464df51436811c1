data "gatepost_analytics_services" "all" {}

output "analytics_services" {
  value = { for each in data.gatepost_analytics_services.all.items : each.id => each.name }
}
