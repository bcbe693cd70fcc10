using AcpFleet.Protocol.Api;

namespace AcpFleet.Coordinator.Api;

/// <summary>Ends a request with a problem.</summary>
internal sealed class RequestRefusedException(int status, string title, string detail, IReadOnlyList<string>? errors = null) : Exception(detail)
{
    public ProblemView Problem { get; } = new() { Status = status, Title = title, Detail = detail, Errors = errors };

    public static RequestRefusedException BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "Bad request", detail);

    public static RequestRefusedException NotFound(string detail) => new(StatusCodes.Status404NotFound, "Not found", detail);
}
