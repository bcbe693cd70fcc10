using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Probes;

/// <summary>
/// Runs one probe within its time limit. A read that hangs in the kernel (a dead network file system) cannot be
/// taken back: its thread is left to itself, and until it returns the probe is not started a second time.
/// </summary>
internal sealed class ProbeSlot(IProbe probe, TimeProvider timeProvider, ILogger logger)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Task? _hanging;

    internal SectionKind Kind => probe.Kind;

    internal async Task<Section> CollectAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var begun = timeProvider.GetTimestamp();
            var section = await RunAsync(cancellationToken).ConfigureAwait(false);
            var took = timeProvider.GetElapsedTime(begun);
            section.Status.CollectedAt = Timestamp.FromDateTimeOffset(timeProvider.GetUtcNow());
            section.Status.Took = Duration.FromTimeSpan(took);
            NodeCollectorLog.Collected(logger, Kind, took.TotalMilliseconds, section.Status.Failures.Count);
            return section;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        if (_hanging is { IsCompleted: false })
            return SectionDraft.Failed(Kind, Source, Reason.TimedOut, "a read that began in an earlier collection still hangs");
        _hanging = null;

        var draft = new SectionDraft(Kind);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Run(async () => await probe.CollectAsync(draft, stop.Token).ConfigureAwait(false), CancellationToken.None);
        try
        {
            await work.WaitAsync(probe.TimeLimit, timeProvider, cancellationToken).ConfigureAwait(false);
            var size = draft.Section.CalculateSize();
            return size <= SectionKinds.MaximumBytes
                ? draft.Section
                : SectionDraft.Failed(Kind, Source, Reason.TooLarge, $"the section has {size / 1024} KiB, more than the {SectionKinds.MaximumBytes / 1024} KiB that can be sent");
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            _hanging = work;
            await stop.CancelAsync().ConfigureAwait(false);
            NodeCollectorLog.ProbeTimedOut(logger, Kind, probe.TimeLimit.TotalSeconds);
            return SectionDraft.Failed(Kind, Source, Reason.TimedOut, $"took longer than {probe.TimeLimit.TotalSeconds:F0} s");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _hanging = work.IsCompleted ? null : work;
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception e)
        {
            NodeCollectorLog.ProbeFaulted(logger, Kind, e);
            return SectionDraft.Failed(Kind, Source, Reason.ProbeFault, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private string Source => $"probe {Kind.ToString().ToLowerInvariant()}";
}
