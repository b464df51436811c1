# By name, or by id.
terraform import gatepost_truststore.mail mail-authority
