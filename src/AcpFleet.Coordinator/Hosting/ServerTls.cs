using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.Coordinator.Access;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace AcpFleet.Coordinator.Hosting;

/// <summary>
/// TLS of both endpoints: 1.2 or later, no resumption (a revoked certificate must be shown again), one certificate whose
/// context is made once and made anew when it is due. Any client certificate is taken here, for only the gate behind can
/// say clearly what is wrong with one.
/// </summary>
internal sealed class ServerTls : IDisposable
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromHours(12);

    private readonly string _directory;
    private readonly CertificateAuthority _authority;
    private readonly IReadOnlyList<string> _names;
    private readonly TimeProvider _time;
    private readonly Action<string> _renewalFailed;
    private readonly ITimer _renewal;
    private volatile SslStreamCertificateContext _context;

    /// <param name="renewalFailed">Told why a renewal failed.</param>
    public ServerTls(string directory, CertificateAuthority authority, IReadOnlyList<string> names, TimeProvider time, Action<string> renewalFailed)
    {
        _renewalFailed = renewalFailed;
        _directory = directory;
        _authority = authority;
        _names = names;
        _time = time;
        _context = Open();
        _renewal = time.CreateTimer(_ => RenewWhenDue(), null, s_lookEvery, s_lookEvery);
    }

    public X509Certificate2 Certificate => _context.TargetCertificate;

    public TlsHandshakeCallbackOptions For(Listener listener, ProtocolLimits limits)
    {
        List<SslApplicationProtocol> protocols = listener == Listener.Agents
            ? [SslApplicationProtocol.Http2]
            : [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
        return new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = limits.Handshake,
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = _context,
                ApplicationProtocols = protocols,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                AllowRenegotiation = false,
                AllowTlsResume = false,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                ClientCertificateRequired = listener == Listener.Agents,
                RemoteCertificateValidationCallback = listener == Listener.Agents ? (_, _, _, _) => true : null,
            }),
        };
    }

    public void Dispose() => _renewal.Dispose();

    private SslStreamCertificateContext Open() =>
        SslStreamCertificateContext.Create(ServerCertificate.Open(_directory, _authority, _names, _time), additionalCertificates: null, offline: true);

    private void RenewWhenDue()
    {
        if (!ServerCertificate.IsDue(Certificate, _time))
            return;
        try
        {
            _context = Open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // A third of its life is left: the present one serves on, and the next look tries again.
            _renewalFailed(e.Message);
        }
    }
}
