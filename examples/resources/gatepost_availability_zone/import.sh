# By name or id.
terraform import gatepost_availability_zone.north north
