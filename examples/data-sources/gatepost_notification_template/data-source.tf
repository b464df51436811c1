data "gatepost_notification_template" "invitation" {
  scope    = "cloud"
  mail     = "invitation"
  language = "de"
}
