action "gatepost_verify_email_server" "relay" {
  config {
    email_server_id = gatepost_email_server.main.id
  }
}

resource "gatepost_email_server" "main" {
  title = "Main relay"
  host  = "smtp.example.com"
  port  = 587

  # Tried whenever it was created or changed.
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.gatepost_verify_email_server.relay]
    }
  }
}
