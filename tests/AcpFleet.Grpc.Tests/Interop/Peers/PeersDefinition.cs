namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>Tests in this collection share the peers' processes and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PeersDefinition : ICollectionFixture<PeersFixture>
{
    public const string Name = "Peers";
}
