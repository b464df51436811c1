# terraform query -generate-config-out=invitations.tf
list "gatepost_organization_invitation" "all" {
  provider         = gatepost
  include_resource = true

  config {
    contains = "@acme.example.com"
  }
}
