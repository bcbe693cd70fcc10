using AcpFleet.Agent.Files;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>
/// What /lib/modules/RELEASE and the kernel's build configuration say about the reported modules. The lists are large
/// and change with a kernel package only, so they are read again only when a file's stamp changes.
/// </summary>
internal sealed class ModuleTree
{
    private const int ListCap = 32 << 20;

    private string? _stamp;

    /// <summary>Modules that are part of the kernel's image; null: not known.</summary>
    internal HashSet<string>? BuiltIn { get; private set; }

    /// <summary>Modules that could be loaded; null: not known.</summary>
    internal HashSet<string>? Loadable { get; private set; }

    /// <summary>Asked only where a list is missing; null: not known.</summary>
    internal KernelBuildConfiguration? Configuration { get; private set; }

    /// <summary>Failures other than a missing file, with their path.</summary>
    internal List<(string Path, ReadFailure Failure)> Failures { get; } = [];

    internal void Refresh(HostRoot root, string? release)
    {
        var directory = Directory(root, release);
        var current = $"{release}|{Stamp(root, directory, "modules.builtin")}|{Stamp(root, directory, "modules.dep")}";
        if (current == _stamp && Failures.Count == 0)
            return;
        Failures.Clear();
        BuiltIn = directory is null ? null : List(root, directory + "/modules.builtin");
        Loadable = directory is null ? null : List(root, directory + "/modules.dep");
        Configuration = BuiltIn is null || Loadable is null ? ReadConfiguration(root, release) : null;
        _stamp = current;
    }

    private static string? Directory(HostRoot root, string? release)
    {
        if (string.IsNullOrEmpty(release) || release.Contains('/') || release is "." or "..")
            return null;
        foreach (var parent in (ReadOnlySpan<string>)["/lib/modules/", "/usr/lib/modules/"])
        {
            if (root.StatusOf(parent + release) is { IsDirectory: true })
                return parent + release;
        }

        return null;
    }

    private static string? Stamp(HostRoot root, string? directory, string name) =>
        directory is null ? null : root.StatusOf($"{directory}/{name}")?.Stamp;

    private HashSet<string>? List(HostRoot root, string path)
    {
        var read = root.ReadBytes(path, ListCap);
        if (read.Value is { } bytes)
            return ModuleFileList.Parse(bytes);
        if (!read.IsMissing)
            Failures.Add((path, read.Failure!));
        return null;
    }

    private static KernelBuildConfiguration? ReadConfiguration(HostRoot root, string? release)
    {
        if (root.ReadBytes("/proc/config.gz").Value is { } compressed && KernelBuildConfiguration.Inflate(compressed) is { } text)
            return KernelBuildConfiguration.Parse(text);
        return release is not null && !release.Contains('/') && root.ReadText("/boot/config-" + release).Value is { } plain
            ? KernelBuildConfiguration.Parse(plain)
            : null;
    }
}
