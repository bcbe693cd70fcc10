using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Connection;

/// <summary>Turns what can go wrong between here and the coordinator into what happened, where, and what to do next.</summary>
internal sealed class TransportFaults(ConnectionSettings settings, ServerCertificateCheck certificateCheck)
{
    private string Place => settings.Server.GetLeftPart(UriPartial.Authority);

    public CliFault TimedOut(Exception cause) => new(
        ExitCode.CoordinatorUnavailable,
        $"The coordinator at {Place} did not answer within {settings.Timeout.TotalSeconds:0} s.",
        "Look at its log; for a slow network give --timeout SECONDS.",
        cause);

    public CliFault NotReached(HttpRequestException failure)
    {
        if (certificateCheck.Refusal is { } refusal)
        {
            return new CliFault(ExitCode.CoordinatorUnavailable, $"{Place} is not trusted: {refusal}.",
                $"Check --server, and that --ca ({settings.CaFile}) is the ca/ca.crt of this very coordinator. The token was not sent.", failure);
        }

        return failure switch
        {
            { HttpRequestError: HttpRequestError.NameResolutionError } => new CliFault(ExitCode.CoordinatorUnavailable,
                $"The name in {Place} cannot be resolved.", "Check --server and this machine's DNS and /etc/hosts.", failure),
            { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => new CliFault(ExitCode.CoordinatorUnavailable,
                $"Nothing listens at {Place}.", "Start the coordinator (or 'acpfleet quickstart', which must stay open in its terminal), and check --server.", failure),
            { InnerException: SocketException socket } => new CliFault(ExitCode.CoordinatorUnavailable,
                $"{Place} cannot be reached: {socket.Message}.", "Check --server, the network between, and firewalls on the way.", failure),
            { InnerException: AuthenticationException or IOException, HttpRequestError: HttpRequestError.SecureConnectionError } => new CliFault(ExitCode.CoordinatorUnavailable,
                $"No TLS connection to {Place} came about: {Innermost(failure)}", "Check that --server names the coordinator's port for people (7444), not another service.", failure),
            { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new CliFault(ExitCode.CoordinatorUnavailable,
                $"The answer of {Place} is larger than this program takes.", "Narrow the question with --node or --check.", failure),
            _ => new CliFault(ExitCode.CoordinatorUnavailable,
                $"The connection to {Place} broke: {Innermost(failure)}", "Try again; if it stays, look at the coordinator's log.", failure),
        };
    }

    public CliFault Unreadable(string request, string text, JsonException malformed) => new(
        ExitCode.CoordinatorUnavailable,
        $"The answer of {Place} to {request} is not what a coordinator says: {malformed.Message}",
        "Check that --server names an AcpFleet coordinator, and that its version fits this program's (acpfleet version).",
        malformed)
    {
        Details = text.Length == 0 ? [] : ["It began: " + text[..Math.Min(text.Length, 200)]],
    };

    public CliFault Refused(HttpMethod method, string path, HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        var problem = ReadProblem(response, text);
        var said = problem?.Detail ?? problem?.Title;
        var details = problem?.Errors ?? [];
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new CliFault(ExitCode.CoordinatorUnavailable,
                $"The coordinator at {Place} does not accept the token in {settings.TokenFile}.",
                "Copy admin-token from the coordinator's data directory again."),
            HttpStatusCode.Forbidden => new CliFault(ExitCode.CoordinatorUnavailable,
                said ?? $"The coordinator at {Place} does not allow this with the given token.",
                "Use a token with the right to do it."),
            HttpStatusCode.NotFound when problem is null => new CliFault(ExitCode.CoordinatorUnavailable,
                $"{Place} knows no {method} /{path}.",
                "Check that --server names an AcpFleet coordinator, and that its version fits this program's (acpfleet version)."),
            HttpStatusCode.TooManyRequests => new CliFault(ExitCode.CoordinatorUnavailable,
                said ?? $"The coordinator at {Place} has too many requests now.", "Wait a little and try again."),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new CliFault(ExitCode.CoordinatorUnavailable,
                $"{Place} answered with a redirect to {response.Headers.Location?.ToString() ?? "nowhere"}, which is not followed: the token is for the coordinator alone.",
                "Give the coordinator's own address with --server."),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new CliFault(ExitCode.InvalidInput,
                said ?? $"The coordinator at {Place} refused {method} /{path} with status {status}.",
                response.StatusCode == HttpStatusCode.NotFound ? WhereToLook(path) : null)
            {
                Details = details,
            },
            _ => new CliFault(ExitCode.CoordinatorUnavailable,
                $"The coordinator at {Place} failed with status {status}" + (said is null ? "." : $": {said}"),
                "Look at the coordinator's log.")
            {
                Details = details,
            },
        };
    }

    private static string? WhereToLook(string path) => path.Split('/', '?') switch
    {
        [_, _, "nodes" or "scans" or "findings", ..] => "See 'acpfleet nodes' for the names.",
        [_, _, "tokens", ..] => "See 'acpfleet token list' for the ids.",
        _ => null,
    };

    private static ProblemView? ReadProblem(HttpResponseMessage response, string text)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
            return null;
        try
        {
            return JsonSerializer.Deserialize(text, ApiJson.Default.ProblemView);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception.Message;
    }
}
