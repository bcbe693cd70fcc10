namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>Who calls whom: every pair with ours on at least one side.</summary>
public sealed class Pairings : TheoryData<Peer, Peer>
{
    public Pairings()
    {
        Add(Peer.Own, Peer.Own);
        Add(Peer.Own, Peer.Python);
        Add(Peer.Own, Peer.Node);
        Add(Peer.Python, Peer.Own);
        Add(Peer.Node, Peer.Own);
    }
}
