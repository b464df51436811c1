# An email server that another team creates with this title, found by the name that it has then.
data "gatepost_email_server" "theirs" {
  name = provider::gatepost::name_from_title("Größe & Söhne GmbH") # grosse-sohne-gmbh
}
