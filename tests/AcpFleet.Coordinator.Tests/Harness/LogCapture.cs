using Microsoft.Extensions.Logging;

namespace AcpFleet.Coordinator.Tests.Harness;

/// <summary>Keeps log entries, and lets a test wait for one.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly List<(LogLevel Level, string Message)> _entries = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<(LogLevel Level, string Message)> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    public async Task<string> WaitForAsync(LogLevel level, string part)
    {
        using var limit = new CancellationTokenSource(TestLimits.Wait);
        while (true)
        {
            Task added;
            lock (_gate)
            {
                added = _added.Task;
                if (_entries.FirstOrDefault(e => e.Level == level && e.Message.Contains(part, StringComparison.Ordinal)) is { Message: { } message })
                    return message;
            }

            try
            {
                await added.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"no {level} entry with '{part}'; there are:\n{string.Join('\n', Entries)}");
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
        // Entries outlive the coordinator.
    }

    private void Add(LogLevel level, string message)
    {
        lock (_gate)
        {
            _entries.Add((level, message));
            _added.TrySetResult();
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class Logger(LogCapture owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Add(logLevel, formatter(state, exception) + exception);
    }
}
