data "gatepost_email_servers" "all" {
  title_contains = "relay"
}

output "email_servers" {
  value = { for each in data.gatepost_email_servers.all.items : each.id => each.name }
}
