# By availability zone and name, or by availability zone and id.
terraform import gatepost_gateway_service.edge availability-zone-default/edge-gateway
