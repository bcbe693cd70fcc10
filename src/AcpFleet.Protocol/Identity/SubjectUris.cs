using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace AcpFleet.Protocol.Identity;

/// <summary>
/// URIs among a certificate's subject alternative names (RFC 5280 section 4.2.1.6), which the framework's own extension
/// class does not list.
/// </summary>
public static class SubjectUris
{
    private static readonly Asn1Tag s_uri = new(TagClass.ContextSpecific, 6);

    /// <summary>In their order; empty when there is no such extension or it cannot be read.</summary>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var uris = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
                Read(new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence(), uris);
            return uris;
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    /// <summary>The one agent URI; null when there is none, or more than one URI.</summary>
    public static AgentUri? AgentOf(X509Certificate2 certificate) =>
        Of(certificate) is [var text] && AgentUri.TryParse(text, out var uri) ? uri : null;

    private static void Read(AsnReader names, List<string> uris)
    {
        while (names.HasData)
        {
            if (names.PeekTag().HasSameClassAndValue(s_uri))
                uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, s_uri));
            else
                names.ReadEncodedValue();
        }
    }
}
