using System.Globalization;
using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Native;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Agent.Programs;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Packages;

/// <summary>
/// dpkg's database, read from its status file and the journal beside it (updates/). Only when that file cannot be read
/// or understood is dpkg-query asked, which may know a way of its own.
/// </summary>
internal sealed class DpkgSource(HostRoot root, IProgramRunner runner) : IPackageSource
{
    private const string Directory = "/var/lib/dpkg";
    private const string StatusPath = Directory + "/status";
    private const string UpdatesPath = Directory + "/updates";
    private const long FileCap = 512L << 20;

    public PackageDatabase.Types.Manager Manager => PackageDatabase.Types.Manager.Dpkg;

    public string? Stamp()
    {
        if (root.StatusOf(StatusPath) is not { } status)
            return null;
        var stamp = $"{StatusPath}:{status.Stamp}";
        foreach (var update in Updates())
            stamp += $"|{update}:{root.StatusOf(update)?.Stamp}";
        return stamp;
    }

    public async ValueTask<List<Package>?> ReadAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        var byKey = new Dictionary<(string, string), Package>();
        foreach (var path in (string[])[StatusPath, .. Updates()])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Parse(path).TryGet(out var packages, out var failure))
            {
                foreach (var package in packages)
                    byKey[(package.Name, package.Architecture)] = package;
                continue;
            }

            if (path != StatusPath && failure.IsMissing)
                continue; // dpkg has just taken it over into the status file
            var (asked, why) = await AskAsync(cancellationToken).ConfigureAwait(false);
            if (asked is null)
                draft.Fail(path, failure.Reason, $"{failure.Detail}; dpkg-query {why}", "databases");
            return asked;
        }

        return Sorted([.. byKey.Values]);
    }

    private List<string> Updates()
    {
        var updates = new List<string>();
        foreach (var name in root.List(UpdatesPath).Names)
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                updates.Add($"{UpdatesPath}/{name}");
        }

        return updates;
    }

    private static List<Package> Sorted(List<Package> packages)
    {
        packages.RemoveAll(package => package is { HasState: true, State: DpkgStatusParser.NotInstalled });
        packages.Sort(PackageOrder.Instance);
        return packages;
    }

    private Outcome<List<Package>> Parse(string path)
    {
        if (root.Locate(path, out var located) is { } lost)
            return lost;
        var descriptor = FileReader.Open(located, out var status, out var failure);
        if (descriptor < 0)
            return failure!;
        try
        {
            if (status.Size > FileCap)
                return ReadFailure.TooLarge($"is larger than the {FileCap >> 20} MiB that are read of such a file");
            var parser = new DpkgStatusParser();
            var buffer = new byte[64 * 1024];
            long total = 0;
            int count;
            while ((count = FileReader.ReadSome(descriptor, buffer, out failure)) > 0)
            {
                total += count;
                if (total > FileCap)
                    return ReadFailure.TooLarge($"is larger than the {FileCap >> 20} MiB that are read of such a file");
                if (!parser.Feed(buffer.AsSpan(0, count)))
                    break;
            }

            return failure is null ? parser.Finish() : failure;
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    private async ValueTask<(List<Package>? Packages, string Why)> AskAsync(CancellationToken cancellationToken)
    {
        var request = new ProgramRequest
        {
            Program = "dpkg-query",
            Arguments =
            [
                .. root.Locate(Directory, out var directory) is null && !root.IsLive ? (string[])["--admindir=" + directory] : [],
                "--show", "--showformat=${Package}\\t${Version}\\t${Architecture}\\t${db:Status-Status}\\n",
            ],
            TimeLimit = TimeSpan.FromSeconds(30),
            OutputCap = 32 << 20,
        };
        var result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
            return (null, result.Describe());
        return ParseQuery(Encoding.UTF8.GetString(result.Output.Span)).TryGet(out var packages, out var failure)
            ? (Sorted(packages), "")
            : (null, "printed what was not asked for: " + failure.Detail);
    }

    /// <summary>What dpkg-query prints: name, version, architecture and state, parted by tabs.</summary>
    internal static Outcome<List<Package>> ParseQuery(string output)
    {
        var packages = new List<Package>();
        var lines = new TextLines(output);
        while (lines.MoveNext())
        {
            var parts = lines.Current.ToString().Split('\t');
            if (parts is not [{ Length: > 0 }, _, _, { Length: > 0 }])
                return ReadFailure.Malformed($"line {lines.Number} has not four fields");
            var package = new Package { Name = FactText.Name(parts[0]), Version = FactText.Name(parts[1]), Architecture = FactText.Name(parts[2]) };
            if (parts[3] != "installed")
                package.State = FactText.Name(parts[3]);
            packages.Add(package);
        }

        return packages;
    }
}
