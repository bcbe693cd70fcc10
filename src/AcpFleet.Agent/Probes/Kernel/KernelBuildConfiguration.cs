using System.IO.Compression;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>How the kernel was built, for the reported modules: from /proc/config.gz or /boot/config-RELEASE.</summary>
internal sealed class KernelBuildConfiguration
{
    private const int InflatedCap = 4 << 20;

    private readonly Dictionary<string, char> _symbols = new(StringComparer.Ordinal);

    private KernelBuildConfiguration()
    {
    }

    /// <summary>'y' built in, 'm' as a module, 'n' not at all (a symbol that is not named is not built).</summary>
    internal char Of(string module) => _symbols.GetValueOrDefault(Symbol(module), 'n');

    /// <summary>Null when the text is no kernel configuration.</summary>
    internal static KernelBuildConfiguration? Parse(string text)
    {
        var configuration = new KernelBuildConfiguration();
        var any = false;
        foreach (var line in new TextLines(text))
        {
            if (!line.StartsWith("CONFIG_"))
                continue;
            var equals = line.IndexOf('=');
            if (equals < 0 || equals + 1 >= line.Length)
                continue;
            any = true;
            if (equals + 2 == line.Length && line[equals + 1] is 'y' or 'm')
                configuration._symbols[line[..equals].ToString()] = line[equals + 1];
        }

        return any ? configuration : null;
    }

    /// <summary>The text of a gzip file, or null when it is none or grows beyond what such a file holds.</summary>
    internal static string? Inflate(byte[] compressed)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
            using var inflated = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int count;
            while ((count = gzip.Read(buffer)) > 0)
            {
                inflated.Write(buffer, 0, count);
                if (inflated.Length > InflatedCap)
                    return null;
            }

            return System.Text.Encoding.UTF8.GetString(inflated.GetBuffer(), 0, (int)inflated.Length);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Symbol(string module) => "CONFIG_" + module.ToUpperInvariant();
}
