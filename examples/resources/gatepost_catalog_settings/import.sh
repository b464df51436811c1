# By organization and catalog, each by name or id.
terraform import gatepost_catalog_settings.shop acme/shop
