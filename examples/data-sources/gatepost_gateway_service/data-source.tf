data "gatepost_gateway_service" "edge" {
  name = "edge-gateway"
}
