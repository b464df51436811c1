data "gatepost_user_registries" "all" {}

output "user_registries" {
  value = { for each in data.gatepost_user_registries.all.items : each.id => each.name }
}
