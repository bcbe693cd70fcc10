namespace AcpFleet.Benchmarks;

/// <summary>What one resident agent costs a node.</summary>
/// <param name="ExecutableBytes">Of its main program.</param>
/// <param name="PackageBytes">Of its .deb, null where that file is not at hand.</param>
/// <param name="InstalledBytes">Of the files that it installs, null where unknown.</param>
/// <param name="Start">Milliseconds from exec until it is of use: a first acknowledged report, or a port that answers.</param>
/// <param name="CpuPercent">Of one core, while idle.</param>
internal sealed record DaemonFigures(
    string Name, long ExecutableBytes, long? PackageBytes, long? InstalledBytes, Sample Start, ProcessMemory Idle, double CpuPercent);
