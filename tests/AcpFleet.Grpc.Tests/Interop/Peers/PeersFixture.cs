using System.Collections.Concurrent;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>Drivers and servers of every implementation, started when first asked for and shared by all tests.</summary>
public sealed class PeersFixture : IAsyncLifetime
{
    public const int DefaultLimit = 4 * 1024 * 1024;
    public const int RaisedLimit = 32 * 1024 * 1024;

    private readonly PeerPrograms _programs = new();
    private readonly ConcurrentDictionary<Peer, Lazy<ICallDriver>> _drivers = new();
    private readonly ConcurrentDictionary<(Peer, bool), Lazy<Task<IEchoHost>>> _hosts = new();

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Skips the test when the peer is not installed; see <see cref="RequiredPart"/>.</summary>
    public async Task<ICallDriver> DriverAsync(Peer peer)
    {
        await NeedAsync(peer);
        return _drivers.GetOrAdd(peer, _ => new(() =>
            peer == Peer.Own ? new OwnCallDriver() : new ScriptCallDriver(_programs.Start(peer, ["drive", ""])))).Value;
    }

    /// <param name="raised">A server that accepts 32 MiB and answers with gzip, instead of 4 MiB and identity.</param>
    public async Task<IEchoHost> HostAsync(Peer peer, bool raised = false)
    {
        await NeedAsync(peer);
        return await _hosts.GetOrAdd((peer, raised), _ => new(() => StartAsync(peer, raised))).Value;
    }

    public async Task DisposeAsync()
    {
        foreach (var driver in _drivers.Values)
            await driver.Value.DisposeAsync();
        foreach (var host in _hosts.Values)
            await (await host.Value).DisposeAsync();
    }

    private async Task NeedAsync(Peer peer)
    {
        var missing = await _programs.MissingAsync(peer);
        RequiredPart.Need(missing is null, missing ?? "");
    }

    private async Task<IEchoHost> StartAsync(Peer peer, bool raised)
    {
        var limit = raised ? RaisedLimit : DefaultLimit;
        return peer == Peer.Own
            ? await OwnEchoHost.StartAsync(limit, raised)
            : await ScriptEchoHost.StartAsync(arguments => _programs.Start(peer, arguments), limit, raised);
    }
}
