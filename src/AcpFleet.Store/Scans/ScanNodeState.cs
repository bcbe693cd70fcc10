namespace AcpFleet.Store.Scans;

/// <summary>Where a node stands in a scan. Stored by name: names never change.</summary>
public enum ScanNodeState
{
    Pending,
    Collecting,
    Completed,

    /// <summary>Not connected when the scan began, or lost in its course.</summary>
    Offline,

    /// <summary>Did not end in time, or the coordinator stopped before it did.</summary>
    TimedOut,
}
