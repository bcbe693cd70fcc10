using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace AcpFleet.TestBed.Nodes.Machines;

/// <summary>JSON objects, one per line, over a Unix socket: what qemu and its guest agent both speak.</summary>
internal sealed class MessageSocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly MemoryStream _line = new();
    private int _at;
    private int _filled;

    public static async Task<MessageSocket> ConnectAsync(string path, CancellationToken cancellation)
    {
        var connection = new MessageSocket();
        try
        {
            await connection._socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async Task SendAsync(JsonObject message, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(message.ToJsonString() + "\n");
        for (var sent = 0; sent < bytes.Length;)
            sent += await _socket.SendAsync(bytes.AsMemory(sent), cancellation);
    }

    /// <exception cref="IOException">The other side ended.</exception>
    public async Task<JsonObject> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            for (; _at < _filled; _at++)
            {
                if (_buffer[_at] != '\n')
                {
                    _line.WriteByte(_buffer[_at]);
                    continue;
                }

                _at++;
                // A delimited answer of the guest agent begins with a byte that no JSON text holds.
                var text = Encoding.UTF8.GetString(_line.ToArray().AsSpan().TrimStart((byte)0xFF));
                _line.SetLength(0);
                return JsonNode.Parse(text)!.AsObject();
            }

            _at = 0;
            _filled = await _socket.ReceiveAsync(_buffer.AsMemory(), cancellation);
            if (_filled == 0)
                throw new IOException("qemu closed the connection");
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _line.Dispose();
    }
}
