using AcpFleet.Protocol.Facts;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Tests.Facts;

/// <summary>Takes sections out of what the facts command prints.</summary>
internal static class FactsText
{
    public static NetworkFacts Network(string json) => Sections(json).Single(section => section.Network is not null).Network;

    public static IReadOnlyList<Section> Sections(string json) => FactsJson.Read(json).Facts.Sections;
}
