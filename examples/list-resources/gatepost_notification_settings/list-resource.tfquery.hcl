# terraform query -generate-config-out=notification-settings.tf
list "gatepost_notification_settings" "all" {
  provider         = gatepost
  include_resource = true
}
