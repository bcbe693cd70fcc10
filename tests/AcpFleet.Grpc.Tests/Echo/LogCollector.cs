using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Grpc.Tests.Echo;

/// <summary>Keeps what a server logged, and lets a test wait for an entry.</summary>
public sealed class LogCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private readonly SemaphoreSlim _added = new(0);

    public IEnumerable<LogEntry> Calls => _entries.Where(entry => entry.Category.Contains("Grpc", StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>The first entry of the gRPC server that meets the condition, now or later.</summary>
    public async Task<LogEntry> WaitForAsync(Func<LogEntry, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (Calls.FirstOrDefault(condition) is { } found)
                return found;
            await _added.WaitAsync(limit.Token);
        }
    }

    public void Dispose() => _added.Dispose();

    private void Add(LogEntry entry)
    {
        _entries.Enqueue(entry);
        _added.Release();
    }

    private sealed class Logger(LogCollector owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Add(new(category, logLevel, formatter(state, exception), exception));
    }
}
