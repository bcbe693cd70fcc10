using System.Net;
using AcpFleet.Checks.Plan;
using AcpFleet.Cli.Connection;
using AcpFleet.Protocol.Api;
using AcpFleet.Protocol.V1;
using Google.Protobuf;

namespace AcpFleet.Cli.Plans;

/// <summary>
/// The connected nodes as a plan names them. The address is the one the agent came from; where that is a loopback address
/// (coordinator and agent on one machine), the node's own address towards its default route.
/// </summary>
internal sealed class PlanNodeSource(CoordinatorClient client)
{
    public async Task<IReadOnlyList<PlanTemplateNode>> ListAsync(CancellationToken cancellationToken)
    {
        var nodes = new List<PlanTemplateNode>();
        foreach (var node in (await client.ListNodesAsync(cancellationToken).ConfigureAwait(false)).Where(node => node.Connected))
            nodes.Add(new PlanTemplateNode(node.Hostname ?? node.Name, await AddressAsync(node, cancellationToken).ConfigureAwait(false)));
        return [.. nodes.OrderBy(node => node.Name, StringComparer.Ordinal)];
    }

    /// <summary>The first global address on the interface of the default route with the lowest metric, IPv4 before IPv6; null when there is none.</summary>
    public static string? AddressTowardsDefaultRoute(NetworkFacts network)
    {
        var outward = network.Routes
            .Where(route => route.Destination is "0.0.0.0/0" or "::/0" && route.Type == "unicast" && route.Interface.Length > 0)
            .OrderBy(route => route.Destination == "0.0.0.0/0" ? 0 : 1)
            .ThenBy(route => route.Metric)
            .Select(route => route.Interface);
        return outward
            .SelectMany(name => network.Interfaces.Where(one => one.Name == name))
            .SelectMany(one => one.Addresses)
            .Where(address => address.Scope == "global")
            .OrderBy(address => address.Address.Contains(':', StringComparison.Ordinal) ? 1 : 0)
            .Select(address => address.Address)
            .FirstOrDefault();
    }

    private async Task<string> AddressAsync(NodeView node, CancellationToken cancellationToken)
    {
        var peer = IPAddress.TryParse(node.Address, out var parsed) ? parsed
            : IPEndPoint.TryParse(node.Address ?? "", out var endpoint) ? endpoint.Address
            : null;
        if (peer is not null && !IPAddress.IsLoopback(peer))
            return (peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer).ToString();
        var text = await client.GetFactsAsync(node.Id, cancellationToken).ConfigureAwait(false);
        return AddressTowardsDefaultRoute(ReadNetwork(text)) ?? peer?.ToString() ?? "";
    }

    private static NetworkFacts ReadNetwork(string text)
    {
        try
        {
            var facts = new JsonParser(JsonParser.Settings.Default.WithIgnoreUnknownFields(true)).Parse<NodeFacts>(text);
            return facts.Sections.FirstOrDefault(section => section.Network is not null)?.Network ?? new NetworkFacts();
        }
        catch (Exception malformed) when (malformed is InvalidProtocolBufferException or InvalidJsonException)
        {
            return new NetworkFacts();
        }
    }
}
