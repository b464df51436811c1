variable "pipeline_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "gatepost_registration" "pipeline" {
  title                    = "Pipeline"
  client_id                = "pipeline"
  client_type              = "ci"
  scopes                   = ["org/settings:view", "org/settings:manage"]
  client_secret_wo         = var.pipeline_secret
  client_secret_wo_version = "1"
}
