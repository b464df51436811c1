data "gatepost_provider_organizations" "all" {}

output "provider_organizations" {
  value = { for each in data.gatepost_provider_organizations.all.items : each.id => each.name }
}
