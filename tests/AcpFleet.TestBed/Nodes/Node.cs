using System.Globalization;
using AcpFleet.TestBed.Host;

namespace AcpFleet.TestBed.Nodes;

/// <summary>A machine of a bed, with its own systemd, hostname and address.</summary>
public abstract class Node(string name, string address)
{
    /// <summary>Its hostname; the other nodes resolve it.</summary>
    public string Name { get; } = name;

    /// <summary>On the bed's bridge; this machine reaches it too.</summary>
    public string Address { get; } = address;

    /// <summary>From the start of its last boot until systemd said that it was up.</summary>
    public TimeSpan BootTime { get; protected set; }

    /// <summary>Runs a program on the node as root, with a clean environment, whatever its exit code.</summary>
    public abstract Task<ProgramResult> TryAsync(IReadOnlyList<string> command, Stream? input = null, CancellationToken cancellation = default);

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>Its standard output.</returns>
    /// <exception cref="NodeCommandException">It ended with another exit code than 0.</exception>
    public async Task<string> RunAsync(params string[] command)
    {
        var result = await TryAsync(command);
        return result.ExitCode == 0 ? result.Output : throw new NodeCommandException(Name, command, result);
    }

    /// <summary>Writes a file, and the directories above it.</summary>
    public async Task WriteAsync(string path, Stream content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)
    {
        string[] command =
        [
            "/bin/sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\" && chmod \"$2\" \"$1\"", "write",
            path, Convert.ToString((int)mode, 8).PadLeft(4, '0'),
        ];
        var result = await TryAsync(command, content);
        if (result.ExitCode != 0)
            throw new NodeCommandException(Name, command, result);
    }

    /// <summary>Writes a text file, and the directories above it.</summary>
    public async Task WriteAsync(string path, string content)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
        await WriteAsync(path, bytes);
    }

    /// <summary>Copies a file of this machine with its mode.</summary>
    public async Task CopyInAsync(string file, string path)
    {
        await using var content = File.OpenRead(file);
        await WriteAsync(path, content, File.GetUnixFileMode(file));
    }

    /// <summary>Copies a file of the node to this machine.</summary>
    public async Task CopyOutAsync(string path, string file)
    {
        string[] command = ["/bin/cat", path];
        var result = await TryAsync(command);
        if (result.ExitCode != 0)
            throw new NodeCommandException(Name, command, result);
        await File.WriteAllBytesAsync(file, result.Bytes);
    }

    /// <summary>Its journal since it booted, of one unit or of all.</summary>
    public Task<string> JournalAsync(string? unit = null, int lines = 1000) => RunAsync(
        ["journalctl", "--boot", "--no-pager", "--lines", lines.ToString(CultureInfo.InvariantCulture), .. unit is null ? (string[])[] : ["--unit", unit]]);

    /// <summary>The state that systemd gives a unit: active, inactive, failed, …</summary>
    public async Task<string> UnitStateAsync(string unit) => (await TryAsync(["systemctl", "is-active", unit])).Output.Trim();

    public override string ToString() => $"{Name} ({Address})";
}
