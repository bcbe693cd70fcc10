namespace Grpc.Core;

/// <summary>How a call ended. The numbers travel as <c>grpc-status</c> and never change.</summary>
public enum StatusCode
{
    OK = 0,

    /// <summary>The caller gave the call up, or the server cut an unfinished message.</summary>
    Cancelled = 1,

    /// <summary>An error that says nothing more: the handler threw, or the answer carried no usable status.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>Time ran out before the call ended; the operation may have happened all the same.</summary>
    DeadlineExceeded = 4,

    NotFound = 5,

    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota or a size limit is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The request is right but the system is not in the state that it needs.</summary>
    FailedPrecondition = 9,

    /// <summary>Lost against a concurrent operation.</summary>
    Aborted = 10,

    OutOfRange = 11,

    /// <summary>The service, the method or the message encoding is not offered here.</summary>
    Unimplemented = 12,

    /// <summary>Something that must hold did not: broken framing, undecodable messages.</summary>
    Internal = 13,

    /// <summary>The peer cannot be reached now; trying again later may help.</summary>
    Unavailable = 14,

    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
