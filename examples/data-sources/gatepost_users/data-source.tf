data "gatepost_users" "all" {
  email_contains = "@example.com"
}

output "users" {
  value = { for each in data.gatepost_users.all.items : each.id => each.username }
}
