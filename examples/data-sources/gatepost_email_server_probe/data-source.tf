# Beside the check, not within it: there Terraform would plan to read it again each time.
data "gatepost_email_server_probe" "main" {
  email_server_id = gatepost_email_server.main.id
}

check "mail_can_leave" {
  assert {
    condition     = data.gatepost_email_server_probe.main.ok
    error_message = "The relay does not work: ${coalesce(data.gatepost_email_server_probe.main.cause, "unknown")}."
  }
}

resource "gatepost_email_server" "main" {
  title = "Main relay"
  host  = "smtp.example.com"
  port  = 587
}
