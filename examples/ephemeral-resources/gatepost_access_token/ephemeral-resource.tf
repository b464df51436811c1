# A token for as long as the run takes, which may look at the cloud and change nothing.
ephemeral "gatepost_access_token" "reader" {
  scopes = ["cloud/view"]
}
