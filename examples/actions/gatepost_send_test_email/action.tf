data "gatepost_email_server" "main" {
  name = "main-relay"
}

# terraform apply -invoke=action.gatepost_send_test_email.operations
action "gatepost_send_test_email" "operations" {
  config {
    email_server_id = data.gatepost_email_server.main.id
    recipients      = ["operations@example.com"]
  }
}
