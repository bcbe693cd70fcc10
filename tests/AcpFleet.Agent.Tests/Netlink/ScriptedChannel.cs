using AcpFleet.Agent.Netlink;

namespace AcpFleet.Agent.Tests.Netlink;

/// <summary>A fake kernel that answers with what it was given, datagram by datagram.</summary>
internal sealed class ScriptedChannel : INetlinkChannel
{
    private readonly Queue<Func<Memory<byte>, int>> _answers = new();

    public int SendError { get; init; }

    public int Requests { get; private set; }

    public ScriptedChannel Reply(params byte[][] messages)
    {
        var datagram = messages.SelectMany(message => message).ToArray();
        _answers.Enqueue(buffer =>
        {
            datagram.AsSpan(0, Math.Min(datagram.Length, buffer.Length)).CopyTo(buffer.Span);
            return datagram.Length;
        });
        return this;
    }

    public ScriptedChannel Fail(int negatedError)
    {
        _answers.Enqueue(_ => negatedError);
        return this;
    }

    public int Send(ReadOnlySpan<byte> request)
    {
        Requests++;
        return SendError;
    }

    public int Receive(Span<byte> buffer)
    {
        var copy = new byte[buffer.Length];
        var count = _answers.TryDequeue(out var answer) ? answer(copy) : throw new InvalidOperationException("the script is over");
        copy.CopyTo(buffer);
        return count;
    }

    public void Dispose()
    {
    }
}
