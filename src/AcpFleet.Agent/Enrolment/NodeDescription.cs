namespace AcpFleet.Agent.Enrolment;

/// <summary>What a node says of itself when it enrols and connects. None of it is believed for identity.</summary>
internal sealed record NodeDescription(string Hostname, string MachineId, string BootId, string AgentVersion)
{
    /// <summary>Reads it below a root directory; what is missing is empty.</summary>
    public static NodeDescription Read(string root) => new(
        FirstLine(root, "proc/sys/kernel/hostname"),
        FirstLine(root, "etc/machine-id"),
        FirstLine(root, "proc/sys/kernel/random/boot_id"),
        Product.Version);

    private static string FirstLine(string root, string path)
    {
        const int limit = 256;
        try
        {
            using var stream = new FileStream(Path.Combine(root, path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            Span<byte> buffer = stackalloc byte[limit];
            var read = stream.Read(buffer);
            var text = System.Text.Encoding.UTF8.GetString(buffer[..read]);
            return text.Split('\n')[0].Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
