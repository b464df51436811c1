# There is one per cloud.
terraform import gatepost_notification_settings.this cloud-setting
