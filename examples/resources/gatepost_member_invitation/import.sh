# By organization and name, which follows from the address, or by organization and id.
terraform import gatepost_member_invitation.ben acme/ben-example-com
