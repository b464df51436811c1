variable "relay_certificate_pem" {
  type = string
}

check "relay_certificate" {
  assert {
    condition = timecmp(
      provider::gatepost::certificate_info(var.relay_certificate_pem).not_after,
      timeadd(plantimestamp(), "720h"),
    ) > 0
    error_message = "The certificate of the relay ends within 30 days."
  }
}
