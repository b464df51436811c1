data "gatepost_tls_client_profiles" "all" {
  name_contains = "default"
}

output "tls_client_profiles" {
  value = { for each in data.gatepost_tls_client_profiles.all.items : each.id => each.name }
}
