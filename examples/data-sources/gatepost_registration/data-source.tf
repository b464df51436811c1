data "gatepost_registration" "toolkit" {
  name = "toolkit"
}
