data "gatepost_delivery_summary" "now" {}

check "mail_gets_on" {
  assert {
    condition     = data.gatepost_delivery_summary.now.failed + data.gatepost_delivery_summary.now.ambiguous == 0
    error_message = "Mails were given up, or somebody has to decide about them: look at the deliveries."
  }
}
