using AcpFleet.Protocol.V1;

namespace AcpFleet.Cli.Offline;

/// <summary>A facts file that could be read.</summary>
/// <param name="Name">The file as it was given, or &lt;stdin&gt;.</param>
internal sealed record CarriedFile(string Name, FactsFile Content)
{
    public NetworkFacts? Network { get; } = Content.Facts.Sections.Select(section => section.Network).FirstOrDefault(network => network is not null);

    /// <summary>The node's own name; where its facts hold none, the file's.</summary>
    public string Hostname => Network is { Hostname.Length: > 0 } network ? network.Hostname : Path.GetFileNameWithoutExtension(Name);

    /// <summary>When the last section was collected, by the node's clock; null: the file does not say.</summary>
    public DateTimeOffset? CollectedAt { get; } = LatestOf(Content);

    /// <summary>Hardware addresses, or where none are known the addresses: what two nodes do not share.</summary>
    public IReadOnlySet<string> Marks { get; } = MarksOf(Content);

    private static DateTimeOffset? LatestOf(FactsFile content)
    {
        var times = content.Facts.Sections.Select(section => section.Status?.CollectedAt).Append(content.WrittenAt)
            .Where(time => time is { Seconds: >= -62_135_596_800 and <= 253_402_300_799, Nanos: >= 0 and < 1_000_000_000 }).ToList();
        return times.Count == 0 ? null : times.Max(time => time!.ToDateTimeOffset());
    }

    private static HashSet<string> MarksOf(FactsFile content)
    {
        var interfaces = content.Facts.Sections.SelectMany(section => section.Network?.Interfaces ?? []).Where(one => !one.Loopback).ToList();
        var hardware = interfaces.Where(one => one.HasMac).Select(one => one.Mac.ToLowerInvariant()).ToHashSet();
        return hardware.Count > 0 ? hardware : [.. interfaces.SelectMany(one => one.Addresses).Select(one => one.Address)];
    }
}
