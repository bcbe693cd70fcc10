using AcpFleet.Checks.Evaluation;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>
/// Measures a node's clock by the four timestamps of RFC 5905: the exchange with the least round trip wins, for its
/// error is at most half of that. t1 and t4 come from one reading of the wall clock and the monotonic clock after it,
/// so that a step of the coordinator's own clock in between does no harm.
/// </summary>
internal sealed class ClockExchange(TimeProvider time)
{
    public const int Samples = 8;

    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private ulong _lastId;
    private Pending? _pending;

    /// <param name="send">Hands the request to the stream; <see cref="Sent"/> is called when it goes out.</param>
    /// <returns>Null when no answer came in time.</returns>
    public async Task<ClockMeasurement?> MeasureAsync(Func<TimeRequest, ValueTask> send, CancellationToken cancellationToken)
    {
        ClockMeasurement? best = null;
        var taken = 0;
        for (var i = 0; i < Samples; i++)
        {
            var pending = Begin();
            await send(new TimeRequest { Id = pending.Id }).ConfigureAwait(false);
            ClockMeasurement? sample;
            try
            {
                sample = await pending.Answer.Task.WaitAsync(s_answerLimit, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return best;
            }

            if (sample is not null)
                best = (best is null || sample.Uncertainty < best.Uncertainty ? sample : best) with { Samples = ++taken };
        }

        return best;
    }

    /// <summary>The request goes out now: t1.</summary>
    public void Sent(ulong id)
    {
        lock (_gate)
        {
            if (_pending?.Id == id)
                (_pending.SentAt, _pending.SentStamp) = (time.GetUtcNow(), time.GetTimestamp());
        }
    }

    /// <summary>An answer came at <paramref name="stamp"/> (monotonic): t4. One that nobody waits for is passed over.</summary>
    public void Answered(TimeReply reply, long stamp)
    {
        lock (_gate)
        {
            if (_pending is not { SentStamp: { } sent } pending || pending.Id != reply.Id)
                return;
            _pending = null;
            var t4 = pending.SentAt + time.GetElapsedTime(sent, stamp);
            pending.Answer.TrySetResult(Evaluate(pending.SentAt, reply, t4));
        }
    }

    /// <summary>Null for an answer that cannot be: its clock was stepped in between, or it is out of range.</summary>
    private static ClockMeasurement? Evaluate(DateTimeOffset t1, TimeReply reply, DateTimeOffset t4)
    {
        if (!WireTime.TryRead(reply.ReceivedAt, out var t2) || !WireTime.TryRead(reply.TransmittedAt, out var t3))
            return null;
        var delay = (t4 - t1) - (t3 - t2);
        return t3 < t2 || delay < TimeSpan.Zero
            ? null
            : new ClockMeasurement(((t2 - t1) + (t3 - t4)) / 2, delay / 2, 1, t4);
    }

    private Pending Begin()
    {
        lock (_gate)
            return _pending = new Pending(++_lastId);
    }

    private sealed class Pending(ulong id)
    {
        public ulong Id => id;

        public DateTimeOffset SentAt { get; set; }

        public long? SentStamp { get; set; }

        public TaskCompletionSource<ClockMeasurement?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
