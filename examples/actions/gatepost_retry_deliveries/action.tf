data "gatepost_email_server" "main" {
  name = "main-relay"
}

# After the relay was mended: terraform apply -invoke=action.gatepost_retry_deliveries.failed
action "gatepost_retry_deliveries" "failed" {
  config {
    state           = "failed"
    email_server_id = data.gatepost_email_server.main.id
    created_after   = "2026-01-31"
  }
}
