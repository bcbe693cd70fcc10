using System.Text;

namespace AcpFleet.Packaging;

/// <summary>The licences of what the programs carry, which have to travel with them.</summary>
internal static class Notices
{
    private static readonly string Rule = new('-', 100);

    public static string Write(IReadOnlyList<Product> products, PackageCache cache)
    {
        var text = new StringBuilder("AcpFleet is under the Apache License 2.0 (LICENSE). Its programs carry parts by others, under the licences below.\n");
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in products.SelectMany(product => product.Parts).Select(part => part.Id).Distinct().OrderBy(id => id.Purl, StringComparer.Ordinal))
        {
            var package = cache.Describe(id);
            var licence = package.Licence ?? throw new InvalidDataException($"{id.Name} {id.Version} names no licence expression; look at it and say here what applies");
            used.Add(licence);
            var programs = products.Where(product => product.Packages.Values.Any(part => part.Id == id)).Select(product => product.Name);
            text.Append('\n').Append(Rule).Append('\n')
                .Append($"{id.Name} {id.Version}, in {string.Join(", ", programs)}\n{package.Copyright}\nLicence: {licence}\n");
            if (package.Site is { } site)
                text.Append(site).Append('\n');
            foreach (var (name, content) in package.Texts)
                text.Append($"\n[{name} of the package]\n\n{content}\n");
        }

        foreach (var licence in used)
            text.Append('\n').Append(Rule).Append('\n').Append($"{licence}, for the parts above that are under it\n\n").Append(LicenceTexts.Of(licence)).Append('\n');
        return text.ToString();
    }
}
