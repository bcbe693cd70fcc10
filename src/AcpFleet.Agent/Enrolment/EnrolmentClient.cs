using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.Agent.Identity;
using AcpFleet.Files;
using AcpFleet.Protocol.Identity;
using AcpFleet.Protocol.V1;
using Google.Protobuf;
using Grpc.Core;
using EnrolmentStub = AcpFleet.Protocol.V1.Enrolment.EnrolmentClient;

namespace AcpFleet.Agent.Enrolment;

/// <summary>
/// Enrols this node: makes a key that never leaves it, sends the token only to the coordinator that the token's pin
/// names, and keeps the identity that comes back. It may be repeated after any interruption: the key is kept from the
/// first try on, and the coordinator answers the same token and key with the same certificate.
/// </summary>
internal sealed class EnrolmentClient(string stateDirectory, TimeProvider time)
{
    /// <summary>Holds the coordinator's address for later starts.</summary>
    public const string AddressFileName = "coordinator";

    /// <summary>Holds the key from the first try on, until there is an identity.</summary>
    public const string PendingKeyFileName = "enrolling-key.pem";

    /// <summary>Of one try.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <exception cref="IdentityException">The coordinator refused or could not be reached; the message says why and what to do.</exception>
    public async Task<AgentUri> EnrolAsync(CoordinatorAddress address, JoinToken token, NodeDescription node, CancellationToken cancellationToken)
    {
        DirectoryEntry.EnsurePrivate(stateDirectory);
        using var key = PendingKey();
        var request = new EnrolRequest
        {
            Token = token.Reveal(),
            Csr = ByteString.CopyFrom(Request(key)),
            Hostname = node.Hostname,
            MachineId = node.MachineId,
            AgentVersion = node.AgentVersion,
        };
        var reply = await SendAsync(address, token, request, cancellationToken).ConfigureAwait(false);
        var uri = Verify(reply, key, token);
        DurableFile.Write(Path.Combine(stateDirectory, AddressFileName), System.Text.Encoding.UTF8.GetBytes($"{address}\n"));
        AgentIdentity.Save(stateDirectory, key, reply.Certificate.ToByteArray(), reply.Authorities.Select(authority => authority.ToByteArray()));
        DurableFile.Delete(Path.Combine(stateDirectory, PendingKeyFileName));
        return uri;
    }

    /// <summary>
    /// Removes the kept key where an enrolment was interrupted after its last step but this one. Another key stays: an
    /// enrolment that was forced and interrupted may be repeated.
    /// </summary>
    /// <exception cref="IdentityException">The identity is damaged.</exception>
    public static void FinishInterrupted(string stateDirectory)
    {
        var path = Path.Combine(stateDirectory, PendingKeyFileName);
        if (!File.Exists(path))
            return;
        using var identity = AgentIdentity.Load(stateDirectory);
        using var kept = ECDsa.Create();
        try
        {
            kept.ImportFromPem(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // A damaged key was never certified: the next enrolment makes a new one in its place.
            return;
        }

        if (identity.Certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(kept.ExportSubjectPublicKeyInfo()))
            DurableFile.Delete(path);
    }

    private static byte[] Request(ECDsa key) =>
        new CertificateRequest("CN=acpfleet-agent", key, HashAlgorithmName.SHA256).CreateSigningRequest();

    private static IdentityException Explain(RpcException exception, CoordinatorAddress address, CoordinatorTrust trust)
    {
        if (trust.LastRefusal is { } refusal)
            return new IdentityException($"{refusal}. The join token was not sent", exception);
        return exception.StatusCode switch
        {
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => new IdentityException($"the coordinator at {address} refused the join token: {exception.Status.Detail}. Make a new one with 'acpfleet token create'", exception),
            StatusCode.ResourceExhausted => new IdentityException($"the coordinator at {address} takes no more tries for now: {exception.Status.Detail}", exception),
            StatusCode.DeadlineExceeded => new IdentityException($"the coordinator at {address} did not answer within {Limit.TotalSeconds:0} s", exception),
            _ => new IdentityException($"the coordinator at {address} could not be asked ({exception.StatusCode}): {exception.Status.Detail}. Check the address, the port and the firewalls between", exception),
        };
    }

    private static AgentUri Verify(EnrolReply reply, ECDsa key, JoinToken token)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(reply.Certificate.Span);
        var authorities = new X509Certificate2Collection();
        foreach (var authority in reply.Authorities)
            authorities.Add(X509CertificateLoader.LoadCertificate(authority.Span));
        if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
            throw new IdentityException("the coordinator answered with a certificate for another key; nothing was kept");
        if (!authorities.Any(authority => CertificatePin.Of(authority) == token.Pin))
            throw new IdentityException("the coordinator's answer lacks the authority that the join token names; nothing was kept");
        return AgentIdentity.UriOf(certificate) is { } uri && uri.Fleet == reply.Fleet && uri.AgentId.ToString("D") == reply.AgentId
            ? uri
            : throw new IdentityException("the coordinator's answer and its certificate name different agents; nothing was kept");
    }

    private async Task<EnrolReply> SendAsync(CoordinatorAddress address, JoinToken token, EnrolRequest request, CancellationToken cancellationToken)
    {
        var trust = CoordinatorTrust.ByPin(token.Pin);
        using var channel = CoordinatorChannel.Open(address, trust, clientCertificate: null);
        try
        {
            return await new EnrolmentStub(channel)
                .EnrolAsync(request, deadline: time.GetUtcNow().UtcDateTime + Limit, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Explain(exception, address, trust);
        }
    }

    private ECDsa PendingKey()
    {
        var path = Path.Combine(stateDirectory, PendingKeyFileName);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
        {
            try
            {
                key.ImportFromPem(File.ReadAllText(path));
                return key;
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException)
            {
                // A damaged key was never certified: a new one takes its place.
            }
        }

        DurableFile.Write(path, System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("PRIVATE KEY", key.ExportPkcs8PrivateKey())));
        return key;
    }
}
