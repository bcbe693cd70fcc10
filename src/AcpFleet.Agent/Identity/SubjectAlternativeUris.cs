using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace AcpFleet.Agent.Identity;

/// <summary>The URIs of a subject alternative name (RFC 5280 section 4.2.1.6, uniformResourceIdentifier [6]), which the framework does not list.</summary>
internal static class SubjectAlternativeUris
{
    public static IEnumerable<string> Of(X509SubjectAlternativeNameExtension extension)
    {
        var uris = new List<string>();
        var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
        var uriTag = new Asn1Tag(TagClass.ContextSpecific, 6);
        while (reader.HasData)
        {
            if (reader.PeekTag().HasSameClassAndValue(uriTag))
                uris.Add(reader.ReadCharacterString(UniversalTagNumber.IA5String, uriTag));
            else
                reader.ReadEncodedValue();
        }

        return uris;
    }
}
