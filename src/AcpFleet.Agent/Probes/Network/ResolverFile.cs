using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>
/// resolv.conf as the C library reads it (resolv.conf(5)): keywords at the very beginning of a line, the last search
/// or domain line wins, an empty one does not count, whole-line comments only.
/// </summary>
/// <param name="Nameservers">Every one that is named; the C library asks the first three.</param>
/// <param name="SearchLine">The domains of the line that counts, spaces as written.</param>
/// <param name="Search">The domains one by one.</param>
internal sealed record ResolverFile(IReadOnlyList<string> Nameservers, string? SearchLine, IReadOnlyList<string> Search)
{
    private const int MaxServers = 64;
    private const int MaxDomains = 1024;

    internal static ResolverFile Parse(string text)
    {
        var servers = new List<string>();
        string? searchLine = null;
        IReadOnlyList<string> search = [];
        foreach (var line in new TextLines(text))
        {
            if (Value(line, "nameserver") is { IsEmpty: false } server)
            {
                // The address ends at a blank; what follows is passed over, as is a comment stuck to it.
                server = new Fields(server).Next();
                var end = server.IndexOfAny(';', '#');
                server = end < 0 ? server : server[..end];
                if (!server.IsEmpty && servers.Count < MaxServers)
                    servers.Add(FactText.Name(server));
            }
            else if (Value(line, "search") is { IsEmpty: false } domains)
            {
                searchLine = FactText.Line(domains);
                search = Domains(domains);
            }
            else if (Value(line, "domain") is { IsEmpty: false } domain)
            {
                searchLine = FactText.Line(new Fields(domain).Next());
                search = [searchLine];
            }
        }

        return new ResolverFile(servers, searchLine, search);
    }

    // What follows the keyword, or nothing when the line is another's.
    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> line, string keyword) =>
        line.Length > keyword.Length && line.StartsWith(keyword) && line[keyword.Length] is ' ' or '\t'
            ? line[keyword.Length..].Trim(" \t")
            : default;

    private static List<string> Domains(ReadOnlySpan<char> line)
    {
        var domains = new List<string>();
        foreach (var domain in new Fields(line))
        {
            if (domains.Count < MaxDomains)
                domains.Add(FactText.Line(domain));
        }

        return domains;
    }
}
