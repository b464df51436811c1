resource "gatepost_user" "owner" {
  username            = "olivia"
  email               = "olivia@example.com"
  first_name          = "Olivia"
  last_name           = "Owner"
  password_wo         = var.owner_password
  password_wo_version = "1"
}

resource "gatepost_user" "members" {
  for_each = toset(flatten([for each in var.organizations : each.operators]))
  username = each.key
  email    = "${each.key}@example.com"
}

resource "gatepost_provider_organization" "these" {
  for_each                 = var.organizations
  name                     = each.key
  title                    = each.value.title
  owner_id                 = gatepost_user.owner.id
  notification_settings_id = gatepost_notification_settings.this.id
}

# A role of our own: who operates an organization sees all of it, and changes its settings.
resource "gatepost_role" "operator" {
  provider        = gatepost.owner
  for_each        = var.organizations
  organization_id = gatepost_provider_organization.these[each.key].id
  title           = "Operator"
  permissions     = ["org/view", "org/member:view", "org/topology:view", "org/settings:view", "org/settings:manage"]
}

locals {
  operators = merge([
    for organization, each in var.organizations : {
      for operator in each.operators : "${organization}/${operator}" => { organization = organization, operator = operator }
    }
  ]...)
}

resource "gatepost_member" "operators" {
  provider        = gatepost.owner
  for_each        = local.operators
  organization_id = gatepost_provider_organization.these[each.value.organization].id
  user_id         = gatepost_user.members[each.value.operator].id
  role_ids        = [gatepost_role.operator[each.value.organization].id]
}

resource "gatepost_organization_invitation" "partner" {
  email                    = "partner@example.com"
  notification_settings_id = gatepost_notification_settings.this.id
}
