data "gatepost_notification_templates" "changed" {
  only_changed = true
}

output "changed_texts" {
  value = [for each in data.gatepost_notification_templates.changed.items : "${each.scope}/${each.mail}"]
}
