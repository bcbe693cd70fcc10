namespace AcpFleet.Benchmarks;

/// <summary>Wall and CPU milliseconds of a command, its children included.</summary>
internal sealed record CommandFigures(Sample Wall, Sample Cpu);
