namespace AcpFleet.Store;

/// <summary>A store's refusal, in words for people: what happened, where, what to do next. Nothing of the write was kept.</summary>
public sealed class StoreException : Exception
{
    public StoreException(StoreFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public StoreFailure Failure { get; }
}
