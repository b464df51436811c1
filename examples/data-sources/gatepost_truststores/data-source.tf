data "gatepost_truststores" "all" {
  title_contains = "mail"
}

output "truststores" {
  value = { for each in data.gatepost_truststores.all.items : each.id => each.name }
}
