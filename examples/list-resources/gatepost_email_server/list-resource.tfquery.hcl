# terraform query -generate-config-out=email-servers.tf
list "gatepost_email_server" "all" {
  provider         = gatepost
  include_resource = true
}
