using Microsoft.Extensions.Logging;

namespace AcpFleet.Grpc.Tests.Echo;

public sealed record LogEntry(string Category, LogLevel Level, string Text, Exception? Exception);
