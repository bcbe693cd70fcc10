namespace AcpFleet.TestBed.Commands;

/// <summary>The command line is wrong; the message says which part of it.</summary>
internal sealed class UsageException(string message) : Exception(message);
