# By name, or by id. The password is never read back.
terraform import gatepost_email_server.main main-relay
