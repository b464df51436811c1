# What OpenTofu reads in place of notifications.tftest.hcl. It differs by override_during alone: OpenTofu does not know
# it, and makes up what the API would decide while it plans anyway.
mock_provider "gatepost" {
  mock_resource "gatepost_truststore" {
    defaults = { id = "00000000-0000-4000-8000-000000000001" }
  }
  mock_resource "gatepost_tls_client_profile" {
    defaults = { id = "00000000-0000-4000-8000-000000000002" }
  }
  mock_resource "gatepost_email_server" {
    defaults = { id = "00000000-0000-4000-8000-000000000003" }
  }
  mock_resource "gatepost_notification_settings" {
    defaults = { id = "cloud-setting" }
  }
}

variables {
  host   = "smtp.example.com"
  sender = { name = "API Cloud", address = "api-cloud@example.com" }
}

run "mail_leaves_through_the_server_over_tls" {
  command = plan
  assert {
    condition     = gatepost_notification_settings.this.email_server_id == gatepost_email_server.this.id
    error_message = "The server is not selected."
  }
  assert {
    condition     = gatepost_email_server.this.tls_client_profile_id == gatepost_tls_client_profile.mail.id
    error_message = "The server is called without the profile."
  }
  assert {
    condition     = gatepost_email_server.this.port == 587 && gatepost_email_server.this.secure
    error_message = "The server is not reached by STARTTLS."
  }
}

run "without_an_authority_there_is_no_truststore" {
  command = plan
  assert {
    condition     = length(gatepost_truststore.mail) == 0 && gatepost_tls_client_profile.mail.truststore_id == null
    error_message = "There is a truststore that nobody asked for."
  }
}

run "without_a_user_no_password_is_expected" {
  command = plan
  assert {
    condition     = gatepost_email_server.this.password_wo_version == null
    error_message = "A password is sent for nobody."
  }
}

run "a_user_signs_in_with_the_version_of_the_password" {
  command = plan
  variables {
    username         = "gatepost"
    password         = "secret"
    password_version = "2"
  }
  assert {
    condition     = gatepost_email_server.this.password_wo_version == "2"
    error_message = "The version of the password does not reach the server."
  }
}

run "the_port_of_relays_is_refused" {
  command = plan
  variables {
    port = 25
  }
  expect_failures = [var.port]
}

run "a_url_is_no_host" {
  command = plan
  variables {
    host = "smtp://smtp.example.com"
  }
  expect_failures = [var.host]
}

run "a_title_of_spaces_is_refused" {
  command = plan
  variables {
    title = "  "
  }
  expect_failures = [var.title]
}

run "a_sender_without_a_domain_is_refused" {
  command = plan
  variables {
    sender = { name = "API Cloud", address = "nobody" }
  }
  expect_failures = [var.sender]
}
