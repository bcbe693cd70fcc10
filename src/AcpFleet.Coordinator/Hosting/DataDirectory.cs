using AcpFleet.Files;

namespace AcpFleet.Coordinator.Hosting;

/// <summary>Where everything is kept. All of it is for the coordinator's user alone.</summary>
internal sealed record DataDirectory(string Path)
{
    public string Database => System.IO.Path.Combine(Path, "fleet.db");

    public string Authority => System.IO.Path.Combine(Path, "ca");

    public string AdminToken => System.IO.Path.Combine(Path, "admin-token");

    public string EndpointsFile => System.IO.Path.Combine(Path, "run", "endpoints.json");

    /// <summary>Creates what is missing, with mode 0700.</summary>
    /// <exception cref="StartupException">It cannot be created or entered.</exception>
    public static DataDirectory Prepare(string path)
    {
        try
        {
            foreach (var directory in new[] { path, System.IO.Path.Combine(path, "ca"), System.IO.Path.Combine(path, "run"), System.IO.Path.Combine(path, "log") })
            {
                DirectoryEntry.EnsurePrivate(directory);
                DurableFile.RemoveLeftovers(directory);
            }

            return new DataDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"the data directory {path} cannot be used: {e.Message}. Create it for this user, or name another one with --data", e);
        }
    }
}
