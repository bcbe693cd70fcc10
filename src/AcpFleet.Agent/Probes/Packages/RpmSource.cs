using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Agent.Programs;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Packages;

/// <summary>
/// rpm's database. Its formats (Berkeley DB, ndb, SQLite) are rpm's own business, so rpm is asked; but only when there
/// is a database and it has changed.
/// </summary>
internal sealed class RpmSource(HostRoot root, IProgramRunner runner) : IPackageSource
{
    private const string Format = @"%{NAME}\t%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\t%{ARCH}\n";
    private const int MaxPackages = 100_000;

    private static readonly string[] Directories = ["/var/lib/rpm", "/usr/lib/sysimage/rpm"];
    private static readonly string[] Files = ["rpmdb.sqlite", "Packages.db", "Packages"];

    public PackageDatabase.Types.Manager Manager => PackageDatabase.Types.Manager.Rpm;

    public string? Stamp()
    {
        if (FindDatabase(out _) is not { } path || root.StatusOf(path) is not { } status)
            return null;
        // SQLite's journal counts while it holds something; merely reading makes and removes an empty one.
        var journal = root.StatusOf(path + "-wal") is { Size: > 0 } wal ? $"|{path}-wal:{wal.Stamp}" : "";
        return $"{path}:{status.Stamp}{journal}";
    }

    public async ValueTask<List<Package>?> ReadAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        // A captured tree's database is read by this machine's rpm, by its path: nothing of the tree is run.
        string[] database = root.IsLive || FindDatabase(out var parent) is null || root.Locate(parent, out var directory) is not null
            ? []
            : ["--dbpath", directory];
        var request = new ProgramRequest
        {
            Program = "rpm",
            Arguments = [.. database, "-qa", "--nosignature", "--nodigest", "--queryformat", Format],
            TimeLimit = TimeSpan.FromSeconds(30),
            OutputCap = 32 << 20,
        };
        var result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            draft.Fail("rpm -qa", ProgramFailure.Of(result), "databases");
            return null;
        }

        if (Parse(Encoding.UTF8.GetString(result.Output.Span)).TryGet(out var packages, out var failure))
            return packages;
        draft.Fail("rpm -qa", failure, "databases");
        return null;
    }

    /// <summary>What rpm prints by the format: name, [epoch:]version-release and architecture, parted by tabs. Sorted.</summary>
    internal static Outcome<List<Package>> Parse(string output)
    {
        var packages = new List<Package>();
        var lines = new TextLines(output);
        while (lines.MoveNext())
        {
            var parts = lines.Current.ToString().Split('\t');
            if (parts is not [{ Length: > 0 }, { Length: > 0 }, _])
                return ReadFailure.Malformed($"line {lines.Number} has not the three fields that were asked for");
            if (packages.Count == MaxPackages)
                return ReadFailure.TooLarge($"more than {MaxPackages} packages");
            packages.Add(new Package
            {
                Name = FactText.Name(parts[0]),
                Version = FactText.Name(parts[1]),
                Architecture = parts[2] == "(none)" ? "" : FactText.Name(parts[2]),
            });
        }

        packages.Sort(PackageOrder.Instance);
        return packages;
    }

    private string? FindDatabase(out string directory)
    {
        foreach (var parent in Directories)
        {
            foreach (var file in Files)
            {
                if (root.StatusOf($"{parent}/{file}") is { IsRegular: true })
                {
                    directory = parent;
                    return $"{parent}/{file}";
                }
            }
        }

        directory = "";
        return null;
    }
}
