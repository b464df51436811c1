# By scope and mail, with the language where it is not English.
terraform import gatepost_notification_template.invitation cloud/invitation
terraform import gatepost_notification_template.invitation_in_german cloud/invitation/de
# Of an organization or a catalog, each by name or id.
terraform import gatepost_notification_template.reset_in_german acme:provider/password-reset/de
terraform import gatepost_notification_template.shop acme/shop:catalog/portal-ready
