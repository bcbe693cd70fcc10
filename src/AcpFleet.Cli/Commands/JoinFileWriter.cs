using System.Text;
using AcpFleet.Files;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Commands;

/// <summary>Writes the file by which a preinstalled node joins by itself: for its owner alone, since it holds a token.</summary>
internal static class JoinFileWriter
{
    /// <summary>To be asked before a token is made for nothing.</summary>
    /// <exception cref="CliFault">There is a file already, or no directory for it.</exception>
    public static void RequirePlace(string path, bool force)
    {
        if (Directory.Exists(path))
            throw new CliFault(ExitCode.InvalidInput, $"{path} is a directory.", "Give a file with --join-file.");
        if (File.Exists(path) && !force)
            throw new CliFault(ExitCode.InvalidInput, $"The file {path} exists.", "Give another one with --join-file, or --force to replace it.");
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new CliFault(ExitCode.InvalidInput, $"The directory of {path} does not exist.", "Create it, or give another file with --join-file.");
    }

    public static void Write(string path, TokenCreated created) => DurableFile.Write(path, Encoding.UTF8.GetBytes(
        $"""
        # Lets a node join by itself: goes to /etc/acpfleet-agent/join.yaml there, owner root, mode 0600.
        # The token serves {created.View.MaxUses} node(s) and ends at {created.View.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC by itself.
        coordinator: "{created.Coordinator}"
        token: {created.Token}

        """));
}
