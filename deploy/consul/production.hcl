# Production: nobody may do anything but those who hold a token, and each of them only what acl.sh lets it.
acl {
  enabled        = true
  default_policy = "deny"
  down_policy    = "extend-cache"
}

telemetry {
  prometheus_retention_time = "60s"
  disable_hostname          = true
}

log_json = true
