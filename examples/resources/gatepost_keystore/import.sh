# By name, or by id. The private key is never read back.
terraform import gatepost_keystore.mail mail-client
