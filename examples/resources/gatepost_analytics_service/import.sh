# By availability zone and name, or by availability zone and id.
terraform import gatepost_analytics_service.main availability-zone-default/analytics
