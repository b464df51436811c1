# terraform query -generate-config-out=texts-of-mails.tf
list "gatepost_notification_template" "all" {
  provider         = gatepost
  include_resource = true

  config {
    scope = "cloud"
  }
}
