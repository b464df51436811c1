output "email_server_ids" {
  description = "The selected email server, and the one that takes over."
  value       = [gatepost_email_server.main.id, gatepost_email_server.backup.id]
}

output "organization_ids" {
  description = "The id of each organization, by its name."
  value       = { for name, each in gatepost_provider_organization.these : name => each.id }
}
