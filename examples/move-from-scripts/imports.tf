# Takes over what the script has made. Delete this file once it is applied, or where the script has never run.

import {
  to = gatepost_truststore.mail
  id = "mail-authority"
}

import {
  to = gatepost_tls_client_profile.mail
  id = "mail:1.0.0"
}

import {
  to = gatepost_email_server.main
  id = "main-relay"
}

import {
  to = gatepost_notification_settings.this
  id = "cloud-setting"
}

import {
  to = gatepost_user.owner
  id = "api-manager-lur/olivia"
}

import {
  to = gatepost_provider_organization.acme
  id = "acme"
}
