using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>Which modules are loaded at boot, by modules-load.d(5) and Debian's /etc/modules.</summary>
internal static class ModulePersistence
{
    private const string Fields = "modules";

    // In order of precedence: a file hides those of the same name further down.
    private static readonly string[] Directories =
    [
        "/etc/modules-load.d", "/run/modules-load.d", "/usr/local/lib/modules-load.d", "/usr/lib/modules-load.d", "/lib/modules-load.d",
    ];

    /// <summary>Module name to the file that names it.</summary>
    internal static Dictionary<string, string> Read(HostRoot root, SectionDraft draft)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var directory in Directories)
        {
            var listing = root.List(directory);
            foreach (var name in listing.Names)
            {
                if (name.EndsWith(".conf", StringComparison.Ordinal))
                    files.TryAdd(name, $"{directory}/{name}");
            }

            if (listing.Failure is not null)
                draft.Fail(directory, listing.Failure, Fields);
        }

        var persisted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in files.Values)
        {
            if (root.LinkTarget(path) != "/dev/null")
                Add(root, draft, path, persisted);
        }

        // Only Debian's family reads it, there by the link modules-load.d/modules.conf as a rule.
        if (root.Exists("/etc/debian_version"))
            Add(root, draft, "/etc/modules", persisted);
        return persisted;
    }

    /// <summary>The modules that such a file names, one a line.</summary>
    internal static List<string> Parse(string text)
    {
        var names = new List<string>();
        foreach (var line in new TextLines(text))
        {
            var name = new Fields(line).Next();
            if (!name.IsEmpty && name[0] is not ('#' or ';'))
                names.Add(ModuleNames.Normalise(name));
        }

        return names;
    }

    private static void Add(HostRoot root, SectionDraft draft, string path, Dictionary<string, string> persisted)
    {
        if (draft.OptionalText(root, path, HostRoot.ConfigurationCap, Fields) is not { } text)
            return;
        foreach (var name in Parse(text))
            persisted.TryAdd(name, path);
    }
}
