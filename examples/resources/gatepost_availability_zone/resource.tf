resource "gatepost_availability_zone" "north" {
  title   = "North"
  summary = "The data centre in the north."
}
