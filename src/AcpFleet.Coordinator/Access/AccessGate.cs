using AcpFleet.Coordinator.Fleet;
using AcpFleet.Coordinator.Identity;
using Grpc.Core;

namespace AcpFleet.Coordinator.Access;

/// <summary>
/// The one gate in front of every route and RPC: by the <see cref="AccessTable"/> it settles which endpoint a call may come
/// in by, who calls, and how large the body may be. What it does not let pass is logged with the peer and the reason.
/// </summary>
internal sealed class AccessGate(AgentCertificates certificates, FleetState fleet, AdminCredential administrator, TimeProvider time, ILogger<AccessGate> logger)
{
    private readonly LineLimit _lines = new(time);

    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var listener = http.Features.Get<ListenerFeature>()?.Listener;
        if (http.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is not { } rule)
            return AnswerUnmapped(http, listener, next);
        if (rule.Listener != listener)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (rule.BodyLimit is { } limit && http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = limit;
        return rule.Caller switch
        {
            Caller.Anyone => next(http),
            Caller.Agent => AuthoriseAgent(http) ? next(http) : Task.CompletedTask,
            _ => AuthoriseAdministrator(http) ? next(http) : Task.CompletedTask,
        };
    }

    /// <summary>There is nothing behind this: on the agents' endpoint gRPC says so, on the people's one only who may ask is told.</summary>
    private Task AnswerUnmapped(HttpContext http, Listener? listener, RequestDelegate next)
    {
        if (listener == Listener.Agents && http.GetEndpoint() is { } endpoint && AccessTable.IsFallback(endpoint))
            return next(http);
        if (listener == Listener.People && !AuthoriseAdministrator(http))
            return Task.CompletedTask;
        // The routes' own answer to a wrong method is hidden by the route that answers unknown gRPC methods.
        var methods = listener == Listener.People ? AccessTable.MethodsOf(http.Request.Path) : [];
        http.Response.StatusCode = methods.Count > 0 ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
        if (methods.Count > 0)
            http.Response.Headers.Allow = string.Join(", ", methods);
        return Task.CompletedTask;
    }

    private bool AuthoriseAgent(HttpContext http)
    {
        var certificate = http.Connection.ClientCertificate;
        var judgement = certificates.Judge(certificate);
        if (judgement.Agent is { } agent)
        {
            var nodeId = agent.AgentId.ToString("D");
            judgement = fleet.TrustOf(nodeId) switch
            {
                Trust.Unknown => CertificateJudgement.Refused(CertificateRefusal.UnknownAgent, $"agent {nodeId} is not known here: was the coordinator's data restored from an older backup? Enrol this node again"),
                Trust.Revoked => CertificateJudgement.Refused(CertificateRefusal.Revoked, LinkEnd.Revoked.Message),
                _ => judgement,
            };
            http.Features.Set(new AgentCaller(nodeId));
        }

        if (judgement.Refusal is not { } refusal)
            return true;
        var peer = PeerAddress.Of(http);
        if (_lines.MayWrite(peer, out var suppressed))
            AccessLog.AgentRefused(logger, peer, certificate?.Subject ?? "no certificate", judgement.Detail!, suppressed);
        GrpcRefusal.Write(http, refusal is CertificateRefusal.UnknownAgent or CertificateRefusal.Revoked ? StatusCode.PermissionDenied : StatusCode.Unauthenticated, judgement.Detail!);
        return false;
    }

    private bool AuthoriseAdministrator(HttpContext http)
    {
        var peer = PeerAddress.Of(http);
        var refusal = administrator.Check(http.Request.Headers.Authorization, peer);
        if (refusal is null)
            return true;
        if (_lines.MayWrite(peer, out var suppressed))
            AccessLog.AdministratorRefused(logger, peer, http.Request.Method, http.Request.Path, refusal.Detail!, suppressed);
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        else
            http.Response.Headers.RetryAfter = "60";
        http.Features.Set(refusal);
        http.Response.StatusCode = refusal.Status;
        return false;
    }
}
