namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>The modules whose state is reported: those that a requirement profile may ask about.</summary>
internal static class ModuleNames
{
    internal static readonly string[] Reported =
    [
        "geneve", "ip_vs", "ip_vs_rr", "ip_vs_sh", "ip_vs_wrr", "nf_conntrack", "nf_conntrack_ipv4", "nf_conntrack_ipv6", "openvswitch",
    ];

    /// <summary>A module's name as the kernel compares it: '-' is '_', and no path or suffix.</summary>
    internal static string Normalise(ReadOnlySpan<char> fileOrName)
    {
        var name = fileOrName[(fileOrName.LastIndexOf('/') + 1)..];
        var suffix = name.IndexOf(".ko");
        if (suffix >= 0 && (suffix + 3 == name.Length || name[suffix + 3] == '.'))
            name = name[..suffix];
        return name.ToString().Replace('-', '_');
    }
}
