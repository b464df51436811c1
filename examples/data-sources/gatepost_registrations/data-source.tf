data "gatepost_registrations" "all" {}

output "registrations" {
  value = { for each in data.gatepost_registrations.all.items : each.id => each.name }
}
