using System.Globalization;

namespace AcpFleet.TestBed.Nodes.Machines;

/// <summary>
/// The virtual hardware of every machine: one, so that a machine saved on one bed goes on on another. Software emulation
/// (TCG) only; KVM is never asked for.
/// </summary>
internal static class Qemu
{
    /// <summary>The newest instruction set that native programs of .NET ask for (x86-64-v2) and not much more.</summary>
    private const string Processor = "Nehalem";

    public static string AgentSocket(string home) => Path.Combine(home, "agent");

    public static string MonitorSocket(string home) => Path.Combine(home, "monitor");

    public static string SerialLog(string home) => Path.Combine(home, "serial.log");

    /// <param name="disk">Its disk.</param>
    /// <param name="format">raw or qcow2.</param>
    /// <param name="tap">The host's end of its link.</param>
    /// <param name="more">Options of this start.</param>
    public static IReadOnlyList<string> Command(string home, string disk, string format, string tap, params IReadOnlyList<string> more) =>
    [
        "qemu-system-x86_64", "-no-user-config", "-nodefaults", "-display", "none",
        "-machine", "pc", "-accel", "tcg", "-cpu", Processor, "-smp", "1", "-m", "512",
        // A power cut is the end of this process, not of the machine under it: its cache need not reach the disk.
        "-drive", $"file={disk},format={format},if=virtio,cache=unsafe",
        "-netdev", $"tap,id=net,ifname={tap},script=no,downscript=no", "-device", "virtio-net-pci,netdev=net,romfile=",
        "-serial", $"file:{SerialLog(home)}",
        "-qmp", $"unix:{MonitorSocket(home)},server=on,wait=off",
        "-device", "virtio-serial", "-chardev", $"socket,id=agent,path={AgentSocket(home)},server=on,wait=off",
        "-device", "virtserialport,chardev=agent,name=org.qemu.guest_agent.0",
        "-device", "virtio-rng-pci",
        .. more,
    ];

    /// <summary>The clock that the machine finds at its start.</summary>
    public static IReadOnlyList<string> Clock(DateTimeOffset time) =>
        ["-rtc", $"base={time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)}"];
}
