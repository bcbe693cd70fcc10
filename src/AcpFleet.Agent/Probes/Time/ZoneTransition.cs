namespace AcpFleet.Agent.Probes.Time;

/// <summary>From this moment (Unix seconds) local time is this far ahead of UTC (seconds).</summary>
internal readonly record struct ZoneTransition(long At, int Offset);
