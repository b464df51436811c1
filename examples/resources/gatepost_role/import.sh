# By organization and name, or by organization and id; each organization by name or id.
terraform import gatepost_role.mail_administrator acme/mail-administrator
