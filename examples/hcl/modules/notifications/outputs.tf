output "email_server_id" {
  description = "The email server that is selected."
  value       = gatepost_email_server.this.id
}

output "notification_settings_id" {
  description = "For notification_settings_id of organizations, invitations and portals, so that they are made after it."
  value       = gatepost_notification_settings.this.id
}

output "tls_client_profile_id" {
  description = "The profile with which the server is called, for further servers of the same authority."
  value       = gatepost_tls_client_profile.mail.id
}
