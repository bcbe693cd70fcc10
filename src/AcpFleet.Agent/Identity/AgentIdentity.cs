using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcpFleet.Files;
using AcpFleet.Protocol.Identity;

namespace AcpFleet.Agent.Identity;

/// <summary>
/// Who this node is: its key, its certificate and the fleet's authorities, in one PEM file (0600), so that a crash leaves
/// the whole identity or none.
/// </summary>
internal sealed class AgentIdentity : IDisposable
{
    /// <summary>Name of the file in the state directory.</summary>
    public const string FileName = "identity.pem";

    private AgentIdentity(X509Certificate2 certificate, X509Certificate2Collection authorities, AgentUri uri)
    {
        Certificate = certificate;
        Authorities = authorities;
        Uri = uri;
    }

    /// <summary>The node's certificate with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The fleet's CA certificates: the only ones that a coordinator may chain to.</summary>
    public X509Certificate2Collection Authorities { get; }

    public AgentUri Uri { get; }

    public static bool Exists(string stateDirectory) => File.Exists(Path.Combine(stateDirectory, FileName));

    /// <exception cref="IdentityException">There is no identity, or the file is damaged; the message says what to do.</exception>
    public static AgentIdentity Load(string stateDirectory)
    {
        var path = Path.Combine(stateDirectory, FileName);
        if (!File.Exists(path))
            throw new IdentityException($"this node is not enrolled: '{path}' does not exist. Run 'acpfleet-agent enrol' with a token from 'acpfleet token create'");
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException or FormatException)
        {
            throw new IdentityException($"the identity in '{path}' cannot be used: {exception.Message}. Move the file aside and enrol the node again", exception);
        }
    }

    /// <summary>Writes an identity durably, replacing what is there.</summary>
    public static void Save(string stateDirectory, ECDsa key, byte[] certificate, IEnumerable<byte[]> authorities)
    {
        var text = new StringBuilder();
        text.Append(PemEncoding.Write("PRIVATE KEY", key.ExportPkcs8PrivateKey())).Append('\n');
        text.Append(PemEncoding.Write("CERTIFICATE", certificate)).Append('\n');
        foreach (var authority in authorities)
            text.Append(PemEncoding.Write("CERTIFICATE", authority)).Append('\n');
        DurableFile.Write(Path.Combine(stateDirectory, FileName), Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <summary>The agent's URI in a certificate's subject alternative name, or null.</summary>
    public static AgentUri? UriOf(X509Certificate2 certificate)
    {
        foreach (var uri in SubjectUris.Of(certificate))
        {
            if (AgentUri.TryParse(uri, out var parsed))
                return parsed;
        }

        return null;
    }

    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var authority in Authorities)
            authority.Dispose();
    }

    private static AgentIdentity Parse(string text)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        if (all.Count < 2)
            throw new FormatException("it holds fewer than two certificates: the node's own and the fleet's");
        using var key = ECDsa.Create();
        key.ImportFromPem(text);
        using var leaf = all[0];
        var uri = UriOf(leaf) ?? throw new FormatException("its certificate names no agent");
        all.RemoveAt(0);
        return new AgentIdentity(leaf.CopyWithPrivateKey(key), all, uri);
    }
}
