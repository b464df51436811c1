# By name, or by id.
terraform import gatepost_provider_organization.acme acme
