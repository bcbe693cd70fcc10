using System.Security.Cryptography;
using AcpFleet.TestKit;

namespace AcpFleet.SystemTests.Packages;

/// <summary>
/// The same programs give the same packages, wherever and by whomever they are packaged. packaging/check-repeatable shows
/// the same for whole builds from two clones.
/// </summary>
public sealed class ReproducibilityTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Names => [.. BuiltPackages.Names];

    public void Dispose() => _directory.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Build_TwiceInDifferentSurroundings_GivesTheSameBytes(string name)
    {
        var home = _directory["home"];
        Directory.CreateDirectory(home);
        await File.WriteAllTextAsync(Path.Combine(home, ".rpmmacros"), "%_buildhost elsewhere\n%packager Somebody\n%_binary_payload w1.gzdio\n");
        await BuiltPackages.MakeAsync(name, "9.8.7", _directory["one"]);
        await BuiltPackages.MakeAsync(
            name, "9.8.7", _directory["a/longer/place/two"],
            "env", "TZ=Asia/Shanghai", "LANG=zh_CN.UTF-8", "LC_ALL=", $"HOME={home}", $"TMPDIR={home}", "USER=somebody", "HOSTNAME=elsewhere",
            "DEB_BUILD_OPTIONS=parallel=7", "sh", "-c", "umask 0077; exec \"$@\"", "sh");

        foreach (var format in (string[])["deb", "rpm"])
        {
            var one = await File.ReadAllBytesAsync(BuiltPackages.Find(name, format, _directory["one"]));
            var two = await File.ReadAllBytesAsync(BuiltPackages.Find(name, format, _directory["a/longer/place/two"]));
            Convert.ToHexString(SHA256.HashData(two)).ShouldBe(Convert.ToHexString(SHA256.HashData(one)), format);
        }
    }
}
