namespace AcpFleet.Checks.Tests;

/// <summary>Files of the repository that tests compare with.</summary>
internal static class RepositoryFiles
{
    public static string Path(string relative) => System.IO.Path.Combine(AcpFleet.TestKit.Processes.Repository.Root, relative);
}
