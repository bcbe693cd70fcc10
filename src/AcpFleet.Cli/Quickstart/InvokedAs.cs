namespace AcpFleet.Cli.Quickstart;

/// <summary>How a person runs this program again: "acpfleet" when PATH finds this very file, else the path of what runs now.</summary>
internal static class InvokedAs
{
    public static string Text(Func<string, string?> environment)
    {
        var self = Environment.ProcessPath ?? "acpfleet";
        if (Path.GetFileName(self) == "dotnet")
            return $"dotnet {Quote(Path.Combine(AppContext.BaseDirectory, "acpfleet.dll"))}";
        var onPath = (environment("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, "acpfleet"))
            .FirstOrDefault(File.Exists);
        return onPath is not null && Resolved(onPath) == Resolved(self) ? "acpfleet" : Quote(self);
    }

    private static string Resolved(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);

    private static string Quote(string path)
    {
        if (path.All(character => char.IsAsciiLetterOrDigit(character) || "/._-+".Contains(character, StringComparison.Ordinal)))
            return path;
        return "'" + path.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }
}
