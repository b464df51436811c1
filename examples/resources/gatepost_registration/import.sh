# By name or id; the secret stays as it is.
terraform import gatepost_registration.pipeline pipeline
