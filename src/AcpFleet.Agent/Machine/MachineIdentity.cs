using System.Text;
using AcpFleet.Agent.Files;

namespace AcpFleet.Agent.Machine;

/// <summary>
/// What tells one machine from another: the system's machine-id, and the firmware's UUID where it is readable (root only)
/// and means something. Null: not known.
/// </summary>
internal sealed record MachineIdentity(string? MachineId, string? ProductUuid)
{
    private const string MachineIdKey = "machine-id";
    private const string ProductUuidKey = "product-uuid";

    /// <summary>What firmware says that was never given a UUID of its own.</summary>
    private static readonly string[] s_meaningless =
    [
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "03000200-0400-0500-0006-000700080009",
        "00020003-0004-0005-0006-000700080009",
        "12345678-1234-5678-90ab-cddeefaabbcc",
    ];

    public static MachineIdentity Read(HostRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        // A container sees the UUID of whatever machine it happens to run on.
        var isContainer = root.Exists("/run/systemd/container");
        return new MachineIdentity(
            MachineIdOf(FirstLine(root, "/etc/machine-id")),
            isContainer ? null : UuidOf(FirstLine(root, "/sys/class/dmi/id/product_uuid")));
    }

    /// <summary>Reads what <see cref="ToText"/> wrote; lines that it does not know are passed over.</summary>
    public static MachineIdentity Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? machineId = null, uuid = null;
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':');
            if (colon < 0)
                continue;
            var value = line[(colon + 1)..].Trim();
            switch (line[..colon].Trim())
            {
                case MachineIdKey: machineId = MachineIdOf(value); break;
                case ProductUuidKey: uuid = UuidOf(value); break;
            }
        }

        return new MachineIdentity(machineId, uuid);
    }

    public string ToText()
    {
        var text = new StringBuilder();
        if (MachineId is not null)
            text.Append(MachineIdKey).Append(": ").Append(MachineId).Append('\n');
        if (ProductUuid is not null)
            text.Append(ProductUuidKey).Append(": ").Append(ProductUuid).Append('\n');
        return text.ToString();
    }

    /// <summary>What differs, for people; null when nothing that both know does.</summary>
    public string? DifferenceTo(MachineIdentity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (MachineId is not null && other.MachineId is not null && MachineId != other.MachineId)
            return $"its machine-id was {MachineId}, this machine's is {other.MachineId}";
        return ProductUuid is not null && other.ProductUuid is not null && ProductUuid != other.ProductUuid
            ? $"its firmware's UUID was {ProductUuid}, this machine's is {other.ProductUuid}"
            : null;
    }

    /// <summary>This, and of the other what this does not know.</summary>
    public MachineIdentity And(MachineIdentity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new MachineIdentity(MachineId ?? other.MachineId, ProductUuid ?? other.ProductUuid);
    }

    private static string? FirstLine(HostRoot root, string path) =>
        root.ReadText(path, HostRoot.ValueCap).TryGet(out var text, out _) ? text.Split('\n')[0].Trim() : null;

    /// <summary>32 hexadecimal digits; an image's empty or "uninitialized" file says nothing (machine-id(5)).</summary>
    private static string? MachineIdOf(string? text) =>
        text is { Length: 32 } && !text.AsSpan().ContainsAnyExcept("0123456789abcdefABCDEF") && text.AsSpan().ContainsAnyExcept('0')
            ? text.ToLowerInvariant()
            : null;

    private static string? UuidOf(string? text)
    {
        if (!Guid.TryParseExact(text, "D", out var uuid))
            return null;
        var word = uuid.ToString("D");
        return Array.IndexOf(s_meaningless, word) < 0 ? word : null;
    }
}
