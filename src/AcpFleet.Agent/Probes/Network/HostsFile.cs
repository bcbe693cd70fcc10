using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>
/// /etc/hosts as the C library reads it (hosts(5)): in its order, comments anywhere, lines without a valid address or
/// without a name passed over.
/// </summary>
internal static class HostsFile
{
    private const int MaxEntries = 4096;
    private const int MaxNames = 64;

    internal static Outcome<List<HostsEntry>> Parse(string text)
    {
        var entries = new List<HostsEntry>();
        var lines = new TextLines(text);
        while (lines.MoveNext())
        {
            var line = lines.Current;
            var comment = line.IndexOf('#');
            var fields = new Fields(comment < 0 ? line : line[..comment]);
            if (!InternetAddress.TryParse(fields.Next(), out var address))
                continue;
            var entry = new HostsEntry { Address = address.ToString(), Line = (uint)lines.Number };
            while (fields.MoveNext() && entry.Names.Count < MaxNames)
                entry.Names.Add(FactText.Name(fields.Current));
            if (entry.Names.Count == 0)
                continue;
            if (entries.Count == MaxEntries)
                return ReadFailure.TooLarge($"holds more than {MaxEntries} entries");
            entries.Add(entry);
        }

        return entries;
    }
}
