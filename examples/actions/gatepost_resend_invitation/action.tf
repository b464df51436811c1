resource "gatepost_organization_invitation" "acme" {
  email = "owner@acme.example.com"
}

# terraform apply -invoke=action.gatepost_resend_invitation.acme
action "gatepost_resend_invitation" "acme" {
  config {
    invitation_id = gatepost_organization_invitation.acme.id
  }
}
