# By the organization, by name or id.
terraform import gatepost_organization_settings.acme acme
