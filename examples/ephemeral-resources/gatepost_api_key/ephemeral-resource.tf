# A key for a script of this run, deleted when the run ends.
ephemeral "gatepost_api_key" "script" {
  title       = "Terraform run"
  ttl_seconds = 900
}
