data "gatepost_keystores" "all" {
  title_contains = "mail"
}

output "keystores" {
  value = { for each in data.gatepost_keystores.all.items : each.id => each.name }
}
