using System.Globalization;
using AcpFleet.Packaging;

if (args.Length is < 5 or > 6)
{
    Console.Error.WriteLine("usage: acpfleet-packaging REPOSITORY PACKAGE-CACHE VERSION SECONDS-SINCE-1970 BUNDLE-FILES [COORDINATOR.deps.json]");
    return 2;
}

try
{
    var (repository, cache, version, files) = (args[0], new PackageCache(args[1]), args[2], args[4]);
    var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(args[3], CultureInfo.InvariantCulture));
    var runtimePacks = args.Length == 6 ? RuntimePacks.Of(File.ReadAllBytes(args[5])) : [];
    var products = Product.All(repository, version, runtimePacks);

    File.WriteAllBytes(Path.Combine(files, "sbom.cdx.json"), BillOfMaterials.Write(version, time, products, cache, BundleFile.Below(files)));
    File.WriteAllText(Path.Combine(files, "THIRD-PARTY-NOTICES.txt"), Notices.Write(products, cache));
    return 0;
}
catch (Exception fault) when (fault is IOException or InvalidDataException or FormatException)
{
    Console.Error.WriteLine($"no bill of materials was written: {fault.Message}");
    return 1;
}
