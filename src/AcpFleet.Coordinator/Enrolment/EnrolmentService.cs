using System.Net;
using AcpFleet.Coordinator.Access;
using AcpFleet.Coordinator.Fleet;
using AcpFleet.Coordinator.Identity;
using AcpFleet.Protocol.Identity;
using AcpFleet.Protocol.V1;
using AcpFleet.Store;
using AcpFleet.Store.Tokens;
using Google.Protobuf;
using Grpc.Core;
using EnrolmentBase = AcpFleet.Protocol.V1.Enrolment.EnrolmentBase;

namespace AcpFleet.Coordinator.Enrolment;

/// <summary>Gives a node that holds a join token its certificate. Answers without a client certificate.</summary>
internal sealed class EnrolmentService(
    IFleetStore store,
    CertificateAuthority authority,
    AgentCertificateIssuer issuer,
    FleetState fleet,
    EnrolmentThrottle throttle,
    TimeProvider time,
    ILogger<EnrolmentService> logger) : EnrolmentBase
{
    private const int LongestHostname = 253;
    private const int LongestText = 64;

    public override async Task<EnrolReply> Enrol(EnrolRequest request, ServerCallContext context)
    {
        var peer = PeerAddress.Of(context.GetHttpContext());
        if (!throttle.MayTry(peer))
            throw Refuse(request, peer, StatusCode.ResourceExhausted, "too many failed tries from this address: wait a minute", "-");
        if (!JoinToken.TryParse(request.Token, out var token, out var malformed))
            throw Refuse(request, peer, StatusCode.InvalidArgument, malformed, "-");
        if (token.Pin != authority.Pin)
            throw Refuse(request, peer, StatusCode.Unauthenticated, "the join token is of another fleet", token.Id);
        if (Misfit(request) is { } misfit)
            throw Refuse(request, peer, StatusCode.InvalidArgument, misfit, token.Id);
        if (!SigningRequestReader.TryRead(request.Csr.Span, out var key, out var unusable))
            throw Refuse(request, peer, StatusCode.InvalidArgument, unusable, token.Id);

        var use = new TokenUse(
            token.Id,
            TokenIssuer.HashOf(token.Secret),
            System.Security.Cryptography.SHA256.HashData(key.ExportSubjectPublicKeyInfo()),
            time.GetUtcNow());
        var result = await store.Tokens.LookAsync(use, context.CancellationToken).ConfigureAwait(false);
        if (result.Verdict == TokenVerdict.Usable)
        {
            var candidate = issuer.Issue(key, Guid.NewGuid(), token.Id);
            var node = new NewNode(request.Hostname, request.MachineId, request.AgentVersion, peer.ToString());
            result = await store.Tokens.SpendAsync(use, candidate, node, context.CancellationToken).ConfigureAwait(false);
        }

        return await AnswerAsync(request, peer, token.Id, result, context.CancellationToken).ConfigureAwait(false);
    }

    private async Task<EnrolReply> AnswerAsync(EnrolRequest request, IPAddress peer, string tokenId, TokenUseResult result, CancellationToken cancellationToken)
    {
        if (result.Certificate is not { } certificate)
            throw Refuse(request, peer, StatusCode.Unauthenticated, Reason(result.Verdict), tokenId);
        if (result.Verdict == TokenVerdict.Issued)
            EnrolmentLog.Enrolled(logger, certificate.NodeId, request.Hostname, peer, tokenId);
        else
            EnrolmentLog.EnrolledAgain(logger, certificate.NodeId, request.Hostname, peer, tokenId);
        if (await store.Nodes.FindAsync(certificate.NodeId, cancellationToken).ConfigureAwait(false) is { } node)
            fleet.Add(node);
        return new EnrolReply
        {
            AgentId = certificate.NodeId,
            Fleet = authority.Fleet,
            Certificate = ByteString.CopyFrom(certificate.Der),
            Authorities = { ByteString.CopyFrom(authority.Certificate.RawData) },
        };
    }

    /// <summary>Only a wrong secret counts against the peer: whoever knows the secret is no guesser.</summary>
    private RpcException Refuse(EnrolRequest request, IPAddress peer, StatusCode code, string reason, string tokenId)
    {
        if (code is StatusCode.InvalidArgument || reason == Reason(TokenVerdict.Unknown))
            throttle.CountFailure(peer);
        EnrolmentLog.Refused(logger, Shorten(request.Hostname), peer, reason, tokenId);
        return new RpcException(new Status(code, reason));
    }

    private static string Reason(TokenVerdict verdict) => verdict switch
    {
        TokenVerdict.Expired => "the join token has expired",
        TokenVerdict.Spent => "the join token is spent: it was used as often as it may be",
        TokenVerdict.Revoked => "the join token was revoked",
        _ => "the join token is unknown",
    };

    private static string? Misfit(EnrolRequest request)
    {
        if (request.Hostname.Length is 0 or > LongestHostname || request.Hostname.Any(char.IsControl))
            return $"the host name is empty, longer than {LongestHostname} characters, or has control characters";
        return request.MachineId.Length > LongestText || request.AgentVersion.Length > LongestText
            ? $"machine id or agent version is longer than {LongestText} characters"
            : null;
    }

    private static string Shorten(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";
}
