using System.Text.Json;
using AcpFleet.Protocol.Api;
using AcpFleet.Store;

namespace AcpFleet.Coordinator.Api;

/// <summary>
/// Every refusal of a REST request is an RFC 9457 problem, whatever refused it; and no answer is kept by a cache or
/// guessed at by a browser.
/// </summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await next(http).ConfigureAwait(false);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
                await WriteAsync(http, http.Features.Get<ProblemView>() ?? Standard(http)).ConfigureAwait(false);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested && Explain(e) is { } problem)
        {
            if (problem.Status >= 500)
                LogFailed(logger, e, http.Request.Method, http.Request.Path, e.Message);
            await WriteAsync(http, problem).ConfigureAwait(false);
        }
    }

    private static ProblemView? Explain(Exception exception) => exception switch
    {
        RequestRefusedException refused => refused.Problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new ProblemView { Status = 413, Title = "Body too large", Detail = "the request's body is larger than this route takes" },
        BadHttpRequestException bad => new ProblemView { Status = bad.StatusCode, Title = "Bad request", Detail = bad.Message },
        StoreException store => new ProblemView { Status = 503, Title = "The store failed", Detail = store.Message },
        OperationCanceledException => null,
        _ => new ProblemView { Status = 500, Title = "Fault in the coordinator", Detail = "the coordinator's log says more" },
    };

    private static ProblemView Standard(HttpContext http) => http.Response.StatusCode switch
    {
        404 => new ProblemView { Status = 404, Title = "Not found", Detail = $"there is nothing at {http.Request.Path}" },
        405 => new ProblemView { Status = 405, Title = "Method not allowed", Detail = $"{http.Request.Path} takes {http.Response.Headers.Allow}, not {http.Request.Method}" },
        var status => new ProblemView { Status = status, Title = "Request refused" },
    };

    private static Task WriteAsync(HttpContext http, ProblemView problem)
    {
        http.Response.StatusCode = problem.Status;
        http.Response.ContentType = "application/problem+json";
        return JsonSerializer.SerializeAsync(http.Response.Body, problem, ApiExchange.Json.ProblemView, http.RequestAborted);
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string method, string path, string reason);
}
