using System.Runtime.CompilerServices;

namespace AcpFleet.Checks.Tests;

/// <summary>Files of the repository that tests compare with.</summary>
internal static class RepositoryFiles
{
    public static string Path(string relative) => System.IO.Path.Combine(Root(), relative);

    private static string Root([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", ".."));
}
