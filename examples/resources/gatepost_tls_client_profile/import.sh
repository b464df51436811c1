# By name and version, or by id.
terraform import gatepost_tls_client_profile.mail mail:1.0.0
