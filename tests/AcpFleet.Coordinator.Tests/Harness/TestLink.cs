using AcpFleet.Protocol.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace AcpFleet.Coordinator.Tests.Harness;

/// <summary>The agent's end of one stream, one step at a time.</summary>
internal sealed class TestLink : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _limit = new(TestLimits.Wait);
    private readonly List<CoordinatorMessage> _passedOver = [];
    private readonly AsyncDuplexStreamingCall<AgentMessage, CoordinatorMessage> _call;

    public TestLink(GrpcChannel channel)
    {
        _channel = channel;
        _call = new AgentLink.AgentLinkClient(channel).Connect(cancellationToken: _limit.Token);
    }

    /// <summary>What the node's clock says when it answers a time request; null: it does not answer.</summary>
    public Func<DateTimeOffset>? Clock { get; set; }

    public Task SendAsync(AgentMessage message) => _call.RequestStream.WriteAsync(message);

    public Task SendReportAsync(ulong sequence, params IEnumerable<ReportedSection> sections) =>
        SendAsync(new AgentMessage { Report = new FactsReport { Sequence = sequence, Sections = { sections } } });

    /// <summary>Sends a report and waits for its acknowledgement.</summary>
    public async Task ReportAsync(ulong sequence, params IEnumerable<ReportedSection> sections)
    {
        await SendReportAsync(sequence, sections);
        (await ReceiveAsync(CoordinatorMessage.MessageOneofCase.Ack)).Ack.Sequence.ShouldBe(sequence);
    }

    /// <summary>The next message of a kind; others are kept for later, time requests answered where there is a clock.</summary>
    public async Task<CoordinatorMessage> ReceiveAsync(CoordinatorMessage.MessageOneofCase wanted)
    {
        if (_passedOver.FirstOrDefault(m => m.MessageCase == wanted) is { } earlier)
        {
            _passedOver.Remove(earlier);
            return earlier;
        }

        while (await _call.ResponseStream.MoveNext(_limit.Token))
        {
            var message = _call.ResponseStream.Current;
            if (message.MessageCase == CoordinatorMessage.MessageOneofCase.TimeRequest && Clock is { } clock)
                await AnswerAsync(message.TimeRequest.Id, clock());
            if (message.MessageCase == wanted)
                return message;
            _passedOver.Add(message);
        }

        throw new InvalidOperationException($"the stream ended before a {wanted}");
    }

    /// <summary>Reads to the end of the stream.</summary>
    /// <returns>The refusal, if one came, and the status.</returns>
    public async Task<(Refusal? Refusal, Status Status)> EndAsync()
    {
        Refusal? refusal = null;
        try
        {
            while (await _call.ResponseStream.MoveNext(_limit.Token))
                refusal = _call.ResponseStream.Current.Refusal ?? refusal;
            return (refusal, _call.GetStatus());
        }
        catch (RpcException e)
        {
            return (refusal, e.Status);
        }
    }

    public Task CompleteAsync() => _call.RequestStream.CompleteAsync();

    public void Dispose()
    {
        _call.Dispose();
        _channel.Dispose();
        _limit.Dispose();
    }

    private Task AnswerAsync(ulong id, DateTimeOffset now)
    {
        var stamp = Timestamp.FromDateTimeOffset(now);
        return SendAsync(new AgentMessage { TimeReply = new TimeReply { Id = id, ReceivedAt = stamp, TransmittedAt = stamp } });
    }
}
