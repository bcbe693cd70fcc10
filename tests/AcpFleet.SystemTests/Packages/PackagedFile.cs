namespace AcpFleet.SystemTests.Packages;

/// <summary>One entry of a package.</summary>
/// <param name="Path">Absolute, without a slash at its end.</param>
/// <param name="Mode">As ls prints it.</param>
/// <param name="Owner">user/group.</param>
internal sealed record PackagedFile(string Path, string Mode, string Owner)
{
    public static async Task<List<PackagedFile>> OfDebAsync(string file) =>
    [
        .. (await BuiltPackages.LinesAsync("dpkg-deb", "-c", file))
            .Select(line => line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries))
            .Select(columns => new PackagedFile(PathOf(columns[5].TrimStart('.')), columns[0], columns[1])),
    ];

    public static async Task<List<PackagedFile>> OfRpmAsync(string file) =>
    [
        .. (await BuiltPackages.LinesAsync("rpm", "-qp", "--qf", "[%{FILEMODES:perms} %{FILEUSERNAME}/%{FILEGROUPNAME} %{FILENAMES}\n]", file))
            .Select(line => line.Split(' ', 3))
            .Select(columns => new PackagedFile(PathOf(columns[2]), columns[0], columns[1])),
    ];

    private static string PathOf(string name) => name.Split(" -> ")[0].TrimEnd('/');
}
