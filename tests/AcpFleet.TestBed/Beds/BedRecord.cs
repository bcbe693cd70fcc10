using System.Globalization;
using System.Text.Json.Serialization;

namespace AcpFleet.TestBed.Beds;

/// <summary>
/// What is written down of a bed before anything of it is made. Every name a bed uses on the machine follows from its
/// number, so whoever finds the record can take the whole bed away, however its owner ended.
/// </summary>
/// <param name="Number">0 to 255; the third part of the bed's addresses.</param>
/// <param name="Owner">Who made it and answers for its end.</param>
/// <param name="Kept">It outlives its owner: <c>tests/testbed up</c> ended well. Otherwise it goes when the owner is gone.</param>
/// <param name="Nodes">In the order of their addresses.</param>
public sealed record BedRecord(int Number, ProcessStamp Owner, bool Kept, IReadOnlyList<NodeRecord> Nodes)
{
    [JsonIgnore]
    public string Id => string.Create(CultureInfo.InvariantCulture, $"acpf{Number}");

    [JsonIgnore]
    public string Directory => Path.Combine(BedRecords.Root, Id);

    /// <summary>Interface names have 15 characters at most.</summary>
    [JsonIgnore]
    public string Bridge => $"br-{Id}";

    /// <summary>This machine's own address on the bridge.</summary>
    [JsonIgnore]
    public string Gateway => Address(1);

    [JsonIgnore]
    public bool Abandoned => !Kept && !Owner.Runs;

    /// <summary>The address of a node, by its place.</summary>
    public string NodeAddress(int place) => Address(11 + place);

    /// <summary>What systemd-nspawn calls the node; the host's end of its link is <c>vb-</c> and this.</summary>
    public string MachineName(int place) => string.Create(CultureInfo.InvariantCulture, $"{Id}-{place}");

    /// <summary>The host's end of a container's link: systemd-nspawn's own choice of a name.</summary>
    public string ContainerLink(int place) => $"vb-{MachineName(place)}";

    /// <summary>The host's end of a virtual machine's link.</summary>
    public string Tap(int place) => $"tp-{MachineName(place)}";

    /// <summary>The link of the machine in which the image of all others is made.</summary>
    [JsonIgnore]
    public string ImageTap => $"tp-{Id}-i";

    private string Address(int host) => string.Create(CultureInfo.InvariantCulture, $"10.213.{Number}.{host}");
}
