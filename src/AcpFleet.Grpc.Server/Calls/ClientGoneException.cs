namespace Grpc.AspNetCore.Server;

/// <summary>
/// The client reset the call's stream, or its connection broke. The transport tells the reader of the request before it
/// cancels the call's token; for a handler both are the same.
/// </summary>
internal sealed class ClientGoneException(Exception cause) : OperationCanceledException("The client broke the call off.", cause);
