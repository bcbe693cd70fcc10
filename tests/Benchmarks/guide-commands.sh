#!/bin/sh
# What an operator with the installation guide in hand types on one node, for the conditions that the agent's present
# catalogue covers: each line's result is printed, nothing is judged. The measure that 'acpfleet-agent check' is held against.
# 操作系统和内核
cat /etc/os-release
cat /etc/redhat-release /etc/centos-release /etc/kylin-release /etc/debian_version 2> /dev/null
uname -r
uname -m
cat /proc/cmdline
grep -h transparent_hugepage /etc/default/grub /boot/grub/grub.cfg /boot/grub2/grub.cfg 2> /dev/null
cat /sys/kernel/mm/transparent_hugepage/enabled 2> /dev/null
for module in ip_vs ip_vs_rr ip_vs_wrr ip_vs_sh nf_conntrack_ipv4 nf_conntrack_ipv6 geneve openvswitch; do
  lsmod 2> /dev/null | grep -w "$module"
  modinfo -F filename "$module" 2> /dev/null
done
swapon --show 2> /dev/null
cat /proc/swaps
grep -w swap /etc/fstab
# 节点网络
hostname
cat /etc/hostname
grep localhost /etc/hosts
cat /etc/resolv.conf
systemctl is-active systemd-resolved 2> /dev/null
systemctl is-enabled systemd-resolved 2> /dev/null
ip addr
ip route
for port in 2379 2380 6443 10249 10250 10251 10252 10253 10254 10255 10256 8080 12080 12443 16443 6641 6642 179; do
  ss -lntpH "sport = :$port"
done
# 跨节点检查
timedatectl 2> /dev/null
date
readlink /etc/localtime
# 删除冲突软件包
if command -v dpkg-query > /dev/null; then
  for x in docker.io podman-docker containerd rootlesskit rkt containernetworking-plugins kubernetes; do
    dpkg-query -l | grep -F "$x"
  done
fi
if command -v rpm > /dev/null; then
  for x in docker docker-client docker-common docker-latest podman-docker podman runc containernetworking-plugins apptainer \
    kubernetes kubernetes-master kubernetes-node kubernetes-client; do
    rpm -qa | grep -F "$x"
  done
fi
if command -v snap > /dev/null; then
  for x in kubernetes-worker kubectl kube-proxy kube-scheduler kube-controller-manager kube-apiserver k8s microk8s kubeadm kubelet; do
    snap list | grep -F "$x"
  done
fi
exit 0
