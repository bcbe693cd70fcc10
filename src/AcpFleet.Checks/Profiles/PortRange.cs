using System.Globalization;

namespace AcpFleet.Checks.Profiles;

/// <summary>Ports from one to another, inclusive. As text: <c>2379</c>, <c>10249-10256</c>.</summary>
public readonly record struct PortRange(int From, int To)
{
    public bool Contains(uint port) => port >= From && port <= To;

    public override string ToString() => From == To
        ? From.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");

    /// <summary>False when the text is no port, or no range of ports from 1 to 65535.</summary>
    public static bool TryParse(string? text, out PortRange range)
    {
        range = default;
        var parts = (text ?? "").Split('-');
        if (parts.Length > 2
            || !ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !ushort.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            || from == 0 || to < from) return false;
        range = new PortRange(from, to);
        return true;
    }
}
