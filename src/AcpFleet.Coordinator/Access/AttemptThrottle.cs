using System.Net;
using System.Net.Sockets;

namespace AcpFleet.Coordinator.Access;

/// <summary>
/// Counts failed tries per peer and minute. IPv6 peers count by their /64, which one host may own. The table is bounded:
/// when it is full, the peer that was counted longest ago is forgotten.
/// </summary>
internal sealed class AttemptThrottle(int perMinute, TimeProvider time)
{
    private const int Capacity = 4096;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _peers = [];
    private readonly LinkedList<Entry> _order = [];

    /// <summary>False: this peer failed too often within the last minute.</summary>
    public bool MayTry(IPAddress peer)
    {
        lock (_gate)
            return !_peers.TryGetValue(KeyOf(peer), out var node) || IsOver(node.Value) || node.Value.Failures < perMinute;
    }

    /// <returns>How many failures of the peer are counted now.</returns>
    public int CountFailure(IPAddress peer)
    {
        var key = KeyOf(peer);
        lock (_gate)
        {
            if (_peers.TryGetValue(key, out var node) && !IsOver(node.Value))
                return ++node.Value.Failures;
            if (node is not null)
                Forget(node);
            else if (_peers.Count >= Capacity)
                Forget(_order.First!);
            _peers[key] = _order.AddLast(new Entry(key, time.GetTimestamp()));
            return 1;
        }
    }

    private static string KeyOf(IPAddress peer)
    {
        if (peer.IsIPv4MappedToIPv6)
            peer = peer.MapToIPv4();
        return peer.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(peer.GetAddressBytes().AsSpan(0, 8)) : peer.ToString();
    }

    private bool IsOver(Entry entry) => time.GetElapsedTime(entry.Since) >= s_window;

    private void Forget(LinkedListNode<Entry> node)
    {
        _peers.Remove(node.Value.Key);
        _order.Remove(node);
    }

    private sealed class Entry(string key, long since)
    {
        public string Key => key;

        public long Since => since;

        public int Failures { get; set; } = 1;
    }
}
