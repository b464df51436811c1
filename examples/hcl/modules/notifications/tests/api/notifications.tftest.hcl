# Applied to a real API, which the environment names (GATEPOST_ENDPOINT, GATEPOST_TOKEN; TF_VAR_… for an email server
# that there is): terraform init and terraform test, both with -test-directory=tests/api. All of it is taken away again.
#
# A plan knows the id of an object that it keeps, and not of one that it would make anew: the condition then has no
# value, and the run fails. It is said so for OpenTofu, which takes no run.… in a condition, whose outputs keep what they
# were until they are applied, and to which a number from the environment is a text there.
variables {
  title  = "Relay of a test"
  sender = { name = "API Cloud", address = "api-cloud@example.com" }
}

run "the_module_is_applied" {
  assert {
    condition     = output.email_server_id == gatepost_notification_settings.this.email_server_id
    error_message = "The server is not selected."
  }
  assert {
    condition     = gatepost_email_server.this.title == var.title && gatepost_email_server.this.port == tonumber(var.port)
    error_message = "The server is not what the module was given."
  }
}

run "the_next_plan_keeps_every_object" {
  command = plan
  assert {
    condition     = gatepost_email_server.this.id != ""
    error_message = "The server has no id."
  }
  assert {
    condition     = gatepost_tls_client_profile.mail.id != ""
    error_message = "The profile has no id."
  }
}

run "another_title_would_keep_the_server" {
  command = plan
  variables {
    title = "Relay of a test, renamed"
  }
  assert {
    condition     = gatepost_email_server.this.id != ""
    error_message = "The server has no id."
  }
}

run "another_title_reaches_the_server" {
  variables {
    title = "Relay of a test, renamed"
  }
  assert {
    condition     = gatepost_email_server.this.title == var.title
    error_message = "The server is called as before."
  }
}
