# By organization and name, which is mostly the user name, or by organization and id.
terraform import gatepost_member.anna acme/anna
