using System.Diagnostics.CodeAnalysis;

namespace AcpFleet.Protocol.Identity;

/// <summary>The URI in the subject alternative name of an agent's certificate: <c>acpfleet://FLEET/agent/UUID</c>.</summary>
public sealed record AgentUri(string Fleet, Guid AgentId)
{
    public override string ToString() => $"acpfleet://{Fleet}/agent/{AgentId:D}";

    public static bool TryParse(string text, [NotNullWhen(true)] out AgentUri? uri)
    {
        uri = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed) || parsed.Scheme != "acpfleet" || parsed.Query.Length + parsed.Fragment.Length > 0)
            return false;
        if (parsed.AbsolutePath.Split('/') is not ["", "agent", var id] || !Guid.TryParseExact(id, "D", out var guid))
            return false;
        uri = new AgentUri(parsed.Host, guid);
        return true;
    }
}
