resource "gatepost_user_registry" "partners" {
  title          = "Partners"
  case_sensitive = false
  email_required = true
  visibility     = { type = "public" }
}
