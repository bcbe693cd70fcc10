# ---- Services ----

has_systemd() { [ -d /run/systemd/system ]; }

# wait_for SECONDS COMMAND…
wait_for() {
  tries=$1
  shift
  until "$@" > /dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 1
  done
}

start_service() {
  { systemctl enable "$1" > /dev/null 2>&1 && systemctl start "$1" > "$work/output" 2>&1; } ||
    stop "$silent_code" "$1 does not start: $(cat "$work/output") See: journalctl -u $1" "$1 无法启动:$(cat "$work/output") 参见:journalctl -u $1"
}

ask_coordinator() {
  acpfleet "$@" --server localhost --token-file /var/lib/acpfleet/admin-token --ca /var/lib/acpfleet/ca/ca.crt
}

start_coordinator() {
  if ! has_systemd; then
    say 'to do: systemd does not run here; start acpfleet-coordinator.service where it does' '待办:此处未运行 systemd;请在有 systemd 时启动 acpfleet-coordinator.service'
    return
  fi
  if systemctl is-active --quiet acpfleet-coordinator && ask_coordinator nodes > /dev/null 2>&1; then
    say 'already right: the coordinator answers' '已就绪:协调器有应答'
  else
    start_service acpfleet-coordinator
    wait_for 60 ask_coordinator nodes ||
      stop "$silent_code" 'the coordinator is installed and does not answer within a minute. See: journalctl -u acpfleet-coordinator' \
        '协调器已安装,但一分钟内没有应答。参见:journalctl -u acpfleet-coordinator'
    say 'done: the coordinator answers' '已完成:协调器有应答'
  fi
  say 'next, for each node: run this here, and the line that it prints on the node:' '下一步:对每个节点,在此运行以下命令,并在节点上运行其输出的一行:'
  say '  acpfleet token create' '  acpfleet token create'
}

start_agent() {
  if [ ! -e /var/lib/acpfleet-agent/identity.pem ] && [ ! -e /etc/acpfleet-agent/join.yaml ]; then
    say 'next: on the coordinator run acpfleet token create, and on this node the line that it prints' '下一步:在协调器上运行 acpfleet token create,并在本节点运行其输出的一行'
  elif ! has_systemd; then
    say 'to do: systemd does not run here; acpfleet-agent.service starts at the next boot' '待办:此处未运行 systemd;acpfleet-agent.service 将在下次启动时运行'
  else
    start_service acpfleet-agent
    wait_for 60 test -e /var/lib/acpfleet-agent/identity.pem ||
      stop "$silent_code" 'the agent is installed and has not enrolled within a minute; it keeps trying. See: journalctl -u acpfleet-agent' \
        '代理已安装,但一分钟内未完成注册;它会继续尝试。参见:journalctl -u acpfleet-agent'
    say 'already right: the agent is enrolled and runs' '已就绪:代理已注册并在运行'
  fi
}
