# One server that is its own cluster: only its HTTP port is for others.
node_name        = "consul-server"
server           = true
bootstrap_expect = 1
bind_addr        = "127.0.0.1"
client_addr      = "0.0.0.0"

ports {
  dns      = -1
  grpc     = -1
  grpc_tls = -1
  serf_wan = -1
}

ui_config {
  enabled = true
}

performance {
  raft_multiplier = 1
}

leave_on_terminate   = false
disable_update_check = true
log_level            = "WARN"
