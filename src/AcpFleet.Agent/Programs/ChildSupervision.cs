using System.Buffers;
using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Programs;

/// <summary>
/// Sees one child through: takes what it writes, up to the caps, until its leader ends or has to be ended. Descendants
/// that keep the pipes open do not prolong the run; whatever is left of the group is killed before the leader is reaped.
/// </summary>
internal sealed class ChildSupervision : IDisposable
{
    private const int ErrorCap = 8 * 1024;
    private const int BufferSize = 16 * 1024;

    /// <summary>Between SIGTERM and SIGKILL: enough for rpm to release its database's locks.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly ChildProcess child;
    private readonly ProgramRequest request;
    private readonly TimeProvider timeProvider;
    private readonly WakeUp wakeUp = new();
    private readonly ITimer limit;
    private readonly CancellationTokenRegistration cancellation;
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ArrayBufferWriter<byte> errors = new();
    private readonly byte[] buffer = new byte[BufferSize];

    private volatile bool timedOut;
    private volatile bool cancelled;
    private volatile bool graceOver;
    private bool truncated;
    private ProgramOutcome? ending;
    private ITimer? grace;

    internal ChildSupervision(ChildProcess child, ProgramRequest request, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        this.child = child;
        this.request = request;
        this.timeProvider = timeProvider;
        limit = timeProvider.CreateTimer(_ => { timedOut = true; wakeUp.Set(); }, null, request.TimeLimit, Timeout.InfiniteTimeSpan);
        cancellation = cancellationToken.UnsafeRegister(_ => { cancelled = true; wakeUp.Set(); }, null);
    }

    /// <summary>Blocks until the child is gone and reaped.</summary>
    internal ProgramResult Run()
    {
        while (!child.HasEnded())
        {
            WaitForSomething();
            TakeOutput();
            TakeErrors();
            EndIfDue();
        }

        // Before reaping: until then the group's number is this child's for sure.
        child.SignalGroup(LibC.SignalKill);
        var status = child.Reap();
        while (child.Output >= 0 && TakeOutput())
        {
        }

        while (child.Error >= 0 && TakeErrors())
        {
        }

        return Result(status);
    }

    public void Dispose()
    {
        cancellation.Dispose();
        limit.Dispose();
        grace?.Dispose();
        wakeUp.Dispose();
    }

    private unsafe void WaitForSomething()
    {
        const int count = 4;
        var entries = stackalloc LibC.PollEntry[count];
        entries[0] = new LibC.PollEntry { Descriptor = child.Output, Events = LibC.PollIn }; // negative ones are passed over
        entries[1] = new LibC.PollEntry { Descriptor = child.Error, Events = LibC.PollIn };
        entries[2] = new LibC.PollEntry { Descriptor = wakeUp.Descriptor, Events = LibC.PollIn };
        entries[3] = new LibC.PollEntry { Descriptor = child.ExitDescriptor, Events = LibC.PollIn };
        // Old kernels give no descriptor for the end of a process: there its end is looked for now and then.
        _ = LibC.Poll(entries, count, child.ExitDescriptor < 0 ? 10 : -1);
        if (entries[2].Ready != 0)
            wakeUp.Reset();
    }

    // False when there is nothing more for now.
    private bool TakeOutput()
    {
        if (child.Output < 0)
            return false;
        var count = FileReader.ReadSome(child.Output, buffer, out var failure);
        if (count > 0)
        {
            var room = request.OutputCap - output.WrittenCount;
            truncated |= count > room;
            output.Write(buffer.AsSpan(0, Math.Min(count, room)));
            return !truncated;
        }

        if (count == 0 || failure is { Reason: not Protocol.V1.SourceFailure.Types.Reason.Unreadable })
            child.CloseOutput();
        return false;
    }

    private bool TakeErrors()
    {
        if (child.Error < 0)
            return false;
        var count = FileReader.ReadSome(child.Error, buffer, out _);
        if (count == 0)
            child.CloseError();
        if (count <= 0)
            return false;
        errors.Write(buffer.AsSpan(0, Math.Min(count, ErrorCap - errors.WrittenCount)));
        return errors.WrittenCount < ErrorCap;
    }

    private void EndIfDue()
    {
        if (ending is null && (timedOut || cancelled || truncated))
        {
            ending = truncated ? ProgramOutcome.OutputTruncated : ProgramOutcome.TimedOut;
            child.CloseOutput();
            child.SignalGroup(LibC.SignalTerminate);
            grace = timeProvider.CreateTimer(_ => { graceOver = true; wakeUp.Set(); }, null, Grace, Timeout.InfiniteTimeSpan);
        }

        if (graceOver)
            child.SignalGroup(LibC.SignalKill);
    }

    private ProgramResult Result(int? status)
    {
        var result = new ProgramResult
        {
            Outcome = ending ?? (truncated ? ProgramOutcome.OutputTruncated : ProgramOutcome.Exited),
            Output = output.WrittenMemory,
            ErrorText = Encoding.UTF8.GetString(errors.WrittenSpan),
        };
        if (result.Outcome != ProgramOutcome.Exited || status is not { } word)
            return result;
        var signal = word & 0x7F;
        return signal == 0
            ? result with { ExitCode = (word >> 8) & 0xFF }
            : result with { Outcome = ProgramOutcome.Signalled, Signal = signal };
    }
}
