data "gatepost_organization_invitation" "partner" {
  email = "partner@example.com"
}
