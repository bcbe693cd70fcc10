using System.Text.Json;
using AcpFleet.TestBed.Beds;

namespace AcpFleet.TestBed.Host;

/// <summary>The network interfaces of a bed on this machine.</summary>
internal static class Links
{
    public static async Task MakeBridgeAsync(BedRecord record, CancellationToken cancellation)
    {
        await HostProgram.DoAsync(["ip", "link", "add", record.Bridge, "type", "bridge", "forward_delay", "0"], cancellation);
        await HostProgram.DoAsync(["ip", "address", "add", $"{record.Gateway}/24", "dev", record.Bridge], cancellation);
        await HostProgram.DoAsync(["ip", "link", "set", record.Bridge, "up"], cancellation);
    }

    /// <summary>A virtual machine's link on the bridge; one that is there from its last start is used again.</summary>
    public static async Task MakeTapAsync(BedRecord record, string tap, CancellationToken cancellation)
    {
        if (!(await NamesAsync()).Contains(tap))
            await HostProgram.DoAsync(["ip", "tuntap", "add", "dev", tap, "mode", "tap"], cancellation);
        await HostProgram.DoAsync(["ip", "link", "set", tap, "master", record.Bridge, "up"], cancellation);
    }

    /// <summary>Removes the bed's bridge and every link whose name is the bed's.</summary>
    public static async Task RemoveAsync(BedRecord record)
    {
        foreach (var link in await NamesAsync())
        {
            var own = link == record.Bridge
                || link.StartsWith($"vb-{record.Id}-", StringComparison.Ordinal)
                || link.StartsWith($"tp-{record.Id}-", StringComparison.Ordinal);
            // A link of a container goes by itself with its network namespace, perhaps in between.
            if (own && await HostProgram.RunAsync(["ip", "link", "delete", link]) is { ExitCode: not 0 } result && (await NamesAsync()).Contains(link))
                throw new BedException($"The link {link} cannot be removed: {result.Error.Trim()}");
        }
    }

    /// <summary>From netlink: /sys shows the links of whichever network namespace mounted it.</summary>
    private static async Task<List<string>> NamesAsync()
    {
        using var links = JsonDocument.Parse(await HostProgram.DoAsync(["ip", "-json", "link", "show"]));
        return [.. links.RootElement.EnumerateArray().Select(link => link.GetProperty("ifname").GetString()!)];
    }
}
