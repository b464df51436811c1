# By name or id, in the organization "admin"; elsewhere by organization and name, or by organization and id.
terraform import gatepost_user_registry.partners partners
terraform import gatepost_user_registry.of_acme acme/partners
