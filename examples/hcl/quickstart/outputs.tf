output "email_server_id" {
  description = "The selected email server."
  value       = gatepost_email_server.main.id
}

output "organization_name" {
  description = "The internal key of the new organization."
  value       = gatepost_provider_organization.acme.name
}
