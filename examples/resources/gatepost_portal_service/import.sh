# By availability zone and name, or by availability zone and id.
terraform import gatepost_portal_service.main availability-zone-default/developer-portal
