# By user registry and user name, or by registry and id.
terraform import gatepost_user.owner api-manager-lur/olivia
