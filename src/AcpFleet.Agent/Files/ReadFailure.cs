using AcpFleet.Agent.Native;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Files;

/// <summary>Why a source gave nothing: the reason as the wire names it, and one line for people.</summary>
internal sealed record ReadFailure(SourceFailure.Types.Reason Reason, string Detail)
{
    internal bool IsMissing => Reason == SourceFailure.Types.Reason.Missing;

    internal static ReadFailure FromErrno(int errno) => new(
        errno switch
        {
            Errno.NoEntry or Errno.NotADirectory => SourceFailure.Types.Reason.Missing,
            Errno.AccessDenied or Errno.NotPermitted => SourceFailure.Types.Reason.PermissionDenied,
            Errno.TimedOut => SourceFailure.Types.Reason.TimedOut,
            _ => SourceFailure.Types.Reason.Unreadable,
        },
        Errno.Describe(errno));

    internal static ReadFailure Malformed(string detail) => new(SourceFailure.Types.Reason.Malformed, detail);

    internal static ReadFailure TooLarge(string detail) => new(SourceFailure.Types.Reason.TooLarge, detail);

    internal static ReadFailure Unreadable(string detail) => new(SourceFailure.Types.Reason.Unreadable, detail);

    internal static ReadFailure Missing(string detail) => new(SourceFailure.Types.Reason.Missing, detail);
}
