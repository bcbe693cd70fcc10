using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AcpFleet.Packaging;

/// <summary>
/// Writes a CycloneDX 1.6 bill of materials. The same content gives the same bytes: its serial number is made from them.
/// </summary>
internal static class BillOfMaterials
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string version, DateTimeOffset time, IReadOnlyList<Product> products, PackageCache cache, IReadOnlyList<BundleFile> files)
    {
        var content = Compose(version, time, products, cache, files, serial: null);
        var digest = SHA256.HashData(content)[..16];
        // A UUID of version 8 (RFC 9562): its other 122 bits are the maker's own, here of the content's digest.
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return Compose(version, time, products, cache, files, new Guid(digest, bigEndian: true));
    }

    private static byte[] Compose(
        string version, DateTimeOffset time, IReadOnlyList<Product> products, PackageCache cache, IReadOnlyList<BundleFile> files, Guid? serial)
    {
        var bundle = $"pkg:generic/acpfleet-bundle@{version}";
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            if (serial is not null)
                json.WriteString("serialNumber", $"urn:uuid:{serial}");
            json.WriteNumber("version", 1);
            json.WriteStartObject("metadata");
            json.WriteString("timestamp", time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WritePropertyName("component");
            WriteOwn(json, "application", "acpfleet-bundle", version, bundle);
            json.WriteEndObject();

            json.WriteStartArray("components");
            foreach (var product in products)
                WriteOwn(json, "application", product.Name, product.Version, product.Purl);
            foreach (var file in files)
                WriteFile(json, file);
            foreach (var id in products.SelectMany(product => product.Parts).Select(part => part.Id).Distinct().OrderBy(id => id.Purl, StringComparer.Ordinal))
                WritePackage(json, id, cache.Describe(id));
            json.WriteEndArray();

            WriteGraph(json, bundle, products, files);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void WriteOwn(Utf8JsonWriter json, string type, string name, string version, string purl)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("bom-ref", purl);
        json.WriteString("name", name);
        json.WriteString("version", version);
        WriteLicence(json, "Apache-2.0");
        json.WriteString("purl", purl);
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, BundleFile file)
    {
        json.WriteStartObject();
        json.WriteString("type", "file");
        json.WriteString("bom-ref", Reference(file));
        json.WriteString("name", file.Name);
        WriteDigest(json, "SHA-256", file.Sha256);
        json.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter json, PackageId id, PackageDescription description)
    {
        json.WriteStartObject();
        json.WriteString("type", "library");
        json.WriteString("bom-ref", id.Purl);
        json.WriteString("name", id.Name);
        json.WriteString("version", id.Version);
        json.WriteString("scope", "required");
        WriteDigest(json, "SHA-512", description.Sha512);
        if (description.Licence is { } licence)
            WriteLicence(json, licence);
        json.WriteString("copyright", description.Copyright);
        json.WriteString("purl", id.Purl);
        if (description.Site is { } site)
        {
            json.WriteStartArray("externalReferences");
            json.WriteStartObject();
            json.WriteString("type", "website");
            json.WriteString("url", site);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteDigest(Utf8JsonWriter json, string algorithm, string value)
    {
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", algorithm);
        json.WriteString("content", value);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteLicence(Utf8JsonWriter json, string expression)
    {
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        if (expression.Contains(' ', StringComparison.Ordinal))
        {
            json.WriteString("expression", expression);
        }
        else
        {
            json.WriteStartObject("license");
            json.WriteString("id", expression);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteGraph(Utf8JsonWriter json, string bundle, IReadOnlyList<Product> products, IReadOnlyList<BundleFile> files)
    {
        var edges = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal)
        {
            [bundle] = new(products.Select(product => product.Purl).Concat(files.Select(Reference)), StringComparer.Ordinal),
        };
        foreach (var file in files)
            edges[Reference(file)] = new(products.Where(product => file.Programs.Contains(product.Name)).Select(product => product.Purl), StringComparer.Ordinal);
        foreach (var product in products)
        {
            edges[product.Purl] = new(product.Roots.Select(root => product.Packages[root].Id.Purl), StringComparer.Ordinal);
            foreach (var part in product.Parts)
            {
                edges.TryAdd(part.Id.Purl, new(StringComparer.Ordinal));
                edges[part.Id.Purl].UnionWith(part.Dependencies.Where(product.Packages.ContainsKey).Select(name => product.Packages[name].Id.Purl));
            }
        }

        json.WriteStartArray("dependencies");
        foreach (var (reference, needs) in edges)
        {
            json.WriteStartObject();
            json.WriteString("ref", reference);
            json.WriteStartArray("dependsOn");
            foreach (var need in needs)
                json.WriteStringValue(need);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Reference(BundleFile file) => $"file:{file.Name}";
}
