namespace AcpFleet.Agent.Native;

/// <summary>Error numbers of Linux that are told apart here; the same on x86_64 and aarch64.</summary>
internal static class Errno
{
    internal const int NotPermitted = 1;      // EPERM
    internal const int NoEntry = 2;           // ENOENT
    internal const int NoProcess = 3;         // ESRCH
    internal const int Interrupted = 4;       // EINTR
    internal const int NoDeviceOrAddress = 6; // ENXIO
    internal const int NoChild = 10;          // ECHILD
    internal const int TryAgain = 11;         // EAGAIN
    internal const int AccessDenied = 13;     // EACCES
    internal const int NotADirectory = 20;    // ENOTDIR
    internal const int IsADirectory = 21;     // EISDIR
    internal const int NotSupported = 95;     // EOPNOTSUPP
    internal const int NoBufferSpace = 105;   // ENOBUFS
    internal const int TooManyLinks = 40;     // ELOOP
    internal const int TimedOut = 110;        // ETIMEDOUT

    /// <summary>What the number means, for people.</summary>
    internal static string Describe(int errno) => errno switch
    {
        NotPermitted => "operation not permitted",
        NoEntry => "no such file or directory",
        NoProcess => "no such process",
        AccessDenied => "permission denied",
        NotADirectory => "a part of the path is not a directory",
        IsADirectory => "is a directory",
        TooManyLinks => "too many levels of symbolic links",
        TimedOut => "timed out",
        _ => $"error {errno}",
    };
}
