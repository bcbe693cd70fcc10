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

    private readonly ChildProcess _child;
    private readonly ProgramRequest _request;
    private readonly TimeProvider _timeProvider;
    private readonly WakeUp _wakeUp = new();
    private readonly ITimer _limit;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte> _errors = new();
    private readonly byte[] _buffer = new byte[BufferSize];

    private volatile bool _timedOut;
    private volatile bool _cancelled;
    private volatile bool _graceOver;
    private bool _truncated;
    private ProgramOutcome? _ending;
    private ITimer? _grace;

    internal ChildSupervision(ChildProcess child, ProgramRequest request, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        _child = child;
        _request = request;
        _timeProvider = timeProvider;
        _limit = timeProvider.CreateTimer(_ => { _timedOut = true; _wakeUp.Set(); }, null, request.TimeLimit, Timeout.InfiniteTimeSpan);
        _cancellation = cancellationToken.UnsafeRegister(_ => { _cancelled = true; _wakeUp.Set(); }, null);
    }

    /// <summary>Blocks until the child is gone and reaped.</summary>
    internal ProgramResult Run()
    {
        while (!_child.HasEnded())
        {
            WaitForSomething();
            TakeOutput();
            TakeErrors();
            EndIfDue();
        }

        // Before reaping: until then the group's number is this child's for sure.
        _child.SignalGroup(LibC.SignalKill);
        var status = _child.Reap();
        while (_child.Output >= 0 && TakeOutput())
        {
        }

        while (_child.Error >= 0 && TakeErrors())
        {
        }

        return Result(status);
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _limit.Dispose();
        _grace?.Dispose();
        _wakeUp.Dispose();
    }

    private unsafe void WaitForSomething()
    {
        const int count = 4;
        var entries = stackalloc LibC.PollEntry[count];
        entries[0] = new LibC.PollEntry { Descriptor = _child.Output, Events = LibC.PollIn }; // negative ones are passed over
        entries[1] = new LibC.PollEntry { Descriptor = _child.Error, Events = LibC.PollIn };
        entries[2] = new LibC.PollEntry { Descriptor = _wakeUp.Descriptor, Events = LibC.PollIn };
        entries[3] = new LibC.PollEntry { Descriptor = _child.ExitDescriptor, Events = LibC.PollIn };
        // Old kernels give no descriptor for the end of a process: there its end is looked for now and then.
        _ = LibC.Poll(entries, count, _child.ExitDescriptor < 0 ? 10 : -1);
        if (entries[2].Ready != 0)
            _wakeUp.Reset();
    }

    // False when there is nothing more for now.
    private bool TakeOutput()
    {
        if (_child.Output < 0)
            return false;
        var count = FileReader.ReadSome(_child.Output, _buffer, out var failure);
        if (count > 0)
        {
            var room = _request.OutputCap - _output.WrittenCount;
            _truncated |= count > room;
            _output.Write(_buffer.AsSpan(0, Math.Min(count, room)));
            return !_truncated;
        }

        if (count == 0 || failure is { Reason: not Protocol.V1.SourceFailure.Types.Reason.Unreadable })
            _child.CloseOutput();
        return false;
    }

    private bool TakeErrors()
    {
        if (_child.Error < 0)
            return false;
        var count = FileReader.ReadSome(_child.Error, _buffer, out _);
        if (count == 0)
            _child.CloseError();
        if (count <= 0)
            return false;
        _errors.Write(_buffer.AsSpan(0, Math.Min(count, ErrorCap - _errors.WrittenCount)));
        return _errors.WrittenCount < ErrorCap;
    }

    private void EndIfDue()
    {
        if (_ending is null && (_timedOut || _cancelled || _truncated))
        {
            _ending = _truncated ? ProgramOutcome.OutputTruncated : ProgramOutcome.TimedOut;
            _child.CloseOutput();
            _child.SignalGroup(LibC.SignalTerminate);
            _grace = _timeProvider.CreateTimer(_ => { _graceOver = true; _wakeUp.Set(); }, null, Grace, Timeout.InfiniteTimeSpan);
        }

        if (_graceOver)
            _child.SignalGroup(LibC.SignalKill);
    }

    private ProgramResult Result(int? status)
    {
        var result = new ProgramResult
        {
            Outcome = _ending ?? (_truncated ? ProgramOutcome.OutputTruncated : ProgramOutcome.Exited),
            Output = _output.WrittenMemory,
            ErrorText = Encoding.UTF8.GetString(_errors.WrittenSpan),
        };
        if (result.Outcome != ProgramOutcome.Exited || status is not { } word)
            return result;
        var signal = word & 0x7F;
        return signal == 0
            ? result with { ExitCode = (word >> 8) & 0xFF }
            : result with { Outcome = ProgramOutcome.Signalled, Signal = signal };
    }
}
