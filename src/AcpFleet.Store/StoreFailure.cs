namespace AcpFleet.Store;

/// <summary>Why a store could not do what was asked.</summary>
public enum StoreFailure
{
    /// <summary>Another process has the database open for writing.</summary>
    InUse,

    /// <summary>A newer version of the product wrote it.</summary>
    NewerSchema,

    /// <summary>Not a database, not ours, or damaged.</summary>
    Corrupt,

    /// <summary>No space is left.</summary>
    Full,

    /// <summary>The device or file system failed, or the file may not be written.</summary>
    InputOutput,

    /// <summary>The store is closed or closing.</summary>
    Closed,
}
