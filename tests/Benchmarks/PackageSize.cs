using System.Globalization;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.Benchmarks;

/// <summary>Bytes of a .deb and of what it installs.</summary>
internal static class PackageSize
{
    /// <summary>Our own, from artifacts/packages.</summary>
    public static async Task<(long? Package, long? Installed)> OfOurAgentAsync()
    {
        var directory = Path.Combine(Repository.Root, "artifacts", "packages");
        if (!Directory.Exists(directory) || Directory.GetFiles(directory, "acpfleet-agent_*_amd64.deb") is not [var file, ..])
            return (null, null);
        var (code, listing) = await TestProcess.RunAsync(null, ["dpkg-deb", "--contents", file]);
        return code == 0 ? (new FileInfo(file).Length, SumOfFiles(listing)) : (new FileInfo(file).Length, null);
    }

    /// <summary>A distribution's, from what apt knows and what is installed here.</summary>
    public static async Task<(long? Package, long? Installed)> OfInstalledAsync(string package)
    {
        var (_, shown) = await TestProcess.RunAsync(null, ["apt-cache", "show", "--no-all-versions", package]);
        var (_, files) = await TestProcess.RunAsync(null, ["dpkg-query", "--listfiles", package]);
        var size = shown.Split('\n').FirstOrDefault(line => line.StartsWith("Size: ", StringComparison.Ordinal));
        var installed = files.Split('\n').Where(file => file.Length > 0)
            .Select(file => new FileInfo(file)).Where(file => file.Exists && file.LinkTarget is null).Sum(file => file.Length);
        return (size is null ? null : long.Parse(size["Size: ".Length..], CultureInfo.InvariantCulture), installed == 0 ? null : installed);
    }

    private static long SumOfFiles(string listing) =>
        listing.Split('\n').Where(line => line.StartsWith('-'))
            .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], CultureInfo.InvariantCulture));
}
