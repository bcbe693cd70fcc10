namespace AcpFleet.Cli.Offline;

/// <summary>
/// Finds several files of one node: of one host name, with a hardware address (or where none is known an address) in
/// common, or nothing that could tell them apart. Nodes that merely share a name are left to the check for that.
/// </summary>
internal static class SameNode
{
    public static IEnumerable<string> Of(IEnumerable<CarriedFile> files)
    {
        foreach (var named in files.GroupBy(file => file.Hostname, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            var former = new List<CarriedFile>();
            foreach (var file in named)
            {
                if (former.Find(other => AreOne(other, file)) is { } same)
                    yield return $"{same.Name} and {file.Name}: both are of the node {file.Hostname} (collected {Time(same)} and {Time(file)}); give one of them.";
                former.Add(file);
            }
        }
    }

    private static bool AreOne(CarriedFile one, CarriedFile other) =>
        one.Marks.Count == 0 || other.Marks.Count == 0 || one.Marks.Overlaps(other.Marks);

    private static string Time(CarriedFile file) =>
        file.CollectedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "at an unknown time";
}
