using System.Text.Json;
using AcpFleet.Files;

namespace AcpFleet.Cli.Connection;

/// <summary>$XDG_CONFIG_HOME/acpfleet/context.json, readable by its owner alone and never half-written.</summary>
internal static class ContextFile
{
    /// <summary>The file of a whole machine: the coordinator's package brings one for its own.</summary>
    public const string MachinePath = "/etc/acpfleet/context.json";

    private const int LargestFile = 64 * 1024;

    /// <summary>Where the file is or would be; null when there is no home directory.</summary>
    public static string? PathFrom(Func<string, string?> environment)
    {
        if (environment("XDG_CONFIG_HOME") is { Length: > 0 } configuration && Path.IsPathRooted(configuration))
            return Path.Combine(configuration, "acpfleet", "context.json");
        return environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config", "acpfleet", "context.json") : null;
    }

    /// <summary>The content, or null when there is no such file.</summary>
    public static ContextData? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > LargestFile)
                throw Unusable(path, $"it is larger than {LargestFile / 1024} KiB", null);
            return JsonSerializer.Deserialize(file, ContextJson.Default.ContextData) ?? throw Unusable(path, "it holds null", null);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException malformed)
        {
            var place = malformed.LineNumber is { } line ? $"line {line + 1}: " : "";
            throw Unusable(path, place + malformed.Message, malformed);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliFault(ExitCode.LocalFailure, $"The context file {path} cannot be read: {failure.Message}", "Mend its permissions, or give --server, --token-file and --ca.", failure);
        }
    }

    /// <summary>Replaces the file as a whole, readable by its owner alone.</summary>
    public static void Write(string path, ContextData context)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            DurableFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(context, ContextJson.Default.ContextData), (byte)'\n']);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliFault(ExitCode.LocalFailure, $"The context file {path} cannot be written: {failure.Message}", "Mend the directory's permissions, or set XDG_CONFIG_HOME to a directory that can be written.", failure);
        }
    }

    private static CliFault Unusable(string path, string reason, Exception? cause) => new(
        ExitCode.InvalidInput,
        $"The context file {path} is not usable: {reason}",
        "Delete it and run 'acpfleet quickstart' again, or give --server, --token-file and --ca.",
        cause);
}
