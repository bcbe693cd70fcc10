namespace AcpFleet.Store.Scans;

/// <summary>What set a scan off. Stored by name: names never change.</summary>
public enum ScanTrigger
{
    Requested,
    Scheduled,
    FirstReport,
}
