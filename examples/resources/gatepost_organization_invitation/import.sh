# By name, or by id.
terraform import gatepost_organization_invitation.partner partner-example-com
