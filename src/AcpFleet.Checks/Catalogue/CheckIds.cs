using System.Collections.Immutable;

namespace AcpFleet.Checks.Catalogue;

/// <summary>
/// The stable id of every requirement in the catalogue, whether or not this version judges it: a plan may waive a check
/// that a later version brings.
/// </summary>
public static class CheckIds
{
    /// <summary>Sorted.</summary>
    public static ImmutableSortedSet<string> All { get; } = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        "os.supported", "os.kernel-supported", "os.architecture", "os.calico-vxlan-ipv6", "os.no-kubernetes",
        "kernel.thp-never", "kernel.cgroup-nokmem", "kernel.module-ip-vs", "kernel.module-conntrack", "kernel.module-ovn",
        "security.selinux-disabled", "security.apparmor-disabled", "security.firewall-inactive",
        "memory.swap-disabled",
        "access.ssh-sudo", "access.sshd-usedns", "access.sshd-usepam",
        "systemd.default-tasks-max",
        "net.hostname-valid", "net.hosts-localhost", "net.resolv-nameserver", "net.resolv-search", "net.address-valid",
        "net.default-route", "net.ports-free", "net.docker-subnet-free", "net.ip-family", "net.link-speed",
        "software.required-tools", "software.lvm2", "software.no-kubelet-unit", "software.tmp-exec",
        "software.conflicting-packages", "software.conflicting-binaries", "software.residual-files",
        "hardware.cpu-count", "hardware.memory", "hardware.cpu-frequency", "hardware.power-saving-off",
        "hardware.memory-channels", "hardware.no-overcommit", "hardware.disk-ssd", "hardware.disk-performance",
        "hardware.disk-space", "hardware.etcd-disk", "hardware.headroom", "hardware.utilisation",
        "time.synchronised",
        "fleet.hostname-unique", "fleet.address-unique", "fleet.machine-id-unique", "fleet.timezone-uniform",
        "fleet.clock-skew", "fleet.reachability", "fleet.latency", "fleet.bandwidth", "fleet.mtu", "fleet.udp-geneve",
        "fleet.calico-ipip", "fleet.lb-forwarding", "fleet.vip", "fleet.node-count", "fleet.external-ip", "fleet.domain",
        "fleet.cidr", "fleet.certificate", "fleet.single-architecture", "fleet.failure-domains", "fleet.cross-network",
        "dr.parity", "dr.ports", "dr.encryption-config", "dr.etcd-sync");
}
