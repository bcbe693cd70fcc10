using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Bundle;

/// <summary>A bundle as bytes, and where its parts are.</summary>
internal sealed partial class BuiltBundle
{
    private BuiltBundle(byte[] bytes)
    {
        Bytes = bytes;
        var stamp = Stamp().Match(Encoding.ASCII.GetString(bytes, 0, 256));
        stamp.Success.ShouldBeTrue();
        int Size(int group) => int.Parse(stamp.Groups[group].Value, CultureInfo.InvariantCulture);
        (ScriptSize, ManifestSize, PayloadSize) = (Size(1), Size(2), Size(3));
    }

    public byte[] Bytes { get; }

    public int ScriptSize { get; }

    public int ManifestSize { get; }

    public int PayloadSize { get; }

    public string Manifest => Encoding.ASCII.GetString(Bytes, ScriptSize, ManifestSize);

    public byte[] Payload => Bytes.AsSpan(ScriptSize + ManifestSize, PayloadSize).ToArray();

    /// <summary>A file of it, found by the manifest.</summary>
    public byte[] Content(string name)
    {
        var line = Manifest.Split('\n').Select(one => one.Split(' ')).Single(fields => fields.Length == 6 && fields[5] == name);
        var (size, place) = (int.Parse(line[2], CultureInfo.InvariantCulture), int.Parse(line[3], CultureInfo.InvariantCulture));
        return Payload.AsSpan(place, size).ToArray();
    }

    public static BuiltBundle Read(string path) => new(File.ReadAllBytes(path));

    /// <summary>Builds one as releases are built.</summary>
    /// <returns>Path of the bundle.</returns>
    public static async Task<string> BuildAsync(string packages, string version, string key, string output)
    {
        RequiredPart.NeedProgram("openssl", "apt-get install openssl");
        var (exitCode, said) = await TestProcess.RunAsync(
            input: null, ["env", $"ACPFLEET_VERSION={version}", "SOURCE_DATE_EPOCH=1700000000", Path.Combine(Repository.Root, "packaging/build-bundle")],
            "--packages", packages, "--key", key, output);
        exitCode.ShouldBe(0, said);
        return Path.Combine(output, $"acpfleet-{version}-x86_64.run");
    }

    /// <summary>The same with another manifest or payload, signed: what a publisher could make who means harm.</summary>
    public async Task<string> RemakeAsync(string path, string key, string manifest, byte[] payload)
    {
        var script = path + ".script";
        await File.WriteAllBytesAsync(script, Bytes.AsMemory(0, ScriptSize));
        await File.WriteAllTextAsync(path + ".manifest", manifest, Encoding.Latin1);
        await File.WriteAllBytesAsync(path + ".payload", payload);
        await StubPackages.RunAsync(Path.Combine(Repository.Root, "packaging/bundle/assemble"), script, path + ".manifest", path + ".payload", key, path);
        return path;
    }

    [GeneratedRegex("^# acpfleet-bundle-1 script=([0-9]+) manifest=([0-9]+) payload=([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex Stamp();
}
