# By organization and name, or by organization and id. The catalog that a new organization gets is "sandbox".
terraform import gatepost_catalog.sandbox acme/sandbox
