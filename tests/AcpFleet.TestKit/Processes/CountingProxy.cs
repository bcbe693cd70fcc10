using System.Net;
using System.Net.Sockets;

namespace AcpFleet.TestKit.Processes;

/// <summary>A TCP relay on loopback that counts bytes each way and can cut every connection.</summary>
public sealed class CountingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _open = [];
    private readonly Task _accepting;
    private long _up;
    private long _down;
    private int _connections;

    public CountingProxy(string target)
    {
        _target = IPEndPoint.Parse(target);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Bytes from the one who dialled to the target.</summary>
    public long Up => Volatile.Read(ref _up);

    /// <summary>Bytes from the target.</summary>
    public long Down => Volatile.Read(ref _down);

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Ends every open connection at once, as a network does.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            foreach (var client in _open)
                client.Close();
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var near = await _listener.AcceptTcpClientAsync(_stop.Token);
            Interlocked.Increment(ref _connections);
            _ = RelayAsync(near);
        }
    }

    private async Task RelayAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await far.ConnectAsync(_target, _stop.Token);
                near.NoDelay = far.NoDelay = true;
                lock (_lock)
                {
                    _open.Add(near);
                    _open.Add(far);
                }

                await Task.WhenAny(
                    CopyAsync(near.GetStream(), far.GetStream(), count => Interlocked.Add(ref _up, count)),
                    CopyAsync(far.GetStream(), near.GetStream(), count => Interlocked.Add(ref _down, count)));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The one who dialled sees the connection end; nothing else is owed.
            }
        }
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, Action<int> count)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            count(read);
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
