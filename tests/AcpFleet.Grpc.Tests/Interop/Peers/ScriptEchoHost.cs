using System.Globalization;

namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>The echo service of another implementation, in its script.</summary>
internal sealed class ScriptEchoHost : IEchoHost
{
    private readonly PeerProcess _process;

    private ScriptEchoHost(PeerProcess process, int port)
    {
        _process = process;
        Address = $"127.0.0.1:{port}";
    }

    public string Address { get; }

    public static async Task<ScriptEchoHost> StartAsync(Func<string[], PeerProcess> start, int maxReceive, bool gzip)
    {
        var process = start(["serve", "", maxReceive.ToString(CultureInfo.InvariantCulture), gzip ? "1" : "0"]);
        return new(process, int.Parse(await process.ReadLineAsync(), CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
