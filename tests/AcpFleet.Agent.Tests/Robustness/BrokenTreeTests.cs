using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Robustness;

/// <summary>
/// Every file of every tree, broken in every way, one at a time: all sections arrive, none by a fault of its probe, and
/// no section but those that read the file says anything else than before.
/// </summary>
public sealed class BrokenTreeTests
{
    private const int LargestSection = 1 << 20;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var tree in (string[])["rhel-8.6", "centos-7.6", "ubuntu-20.04", "ubuntu-22.04", "kylin-v10-sp3-aarch64", "debian-12"])
        {
            foreach (var breakage in (string[])["missing", "empty", "directory", "random", "half", "zeros", "sparse", "fifo", "loop", "long-line"])
                cases.Add(tree, breakage);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task CollectAsync_OneFileBroken_AllSectionsArrive(string name, string breakage)
    {
        using var tree = new NodeTree(name);
        var files = Directory.EnumerateFiles(tree.Root, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).LinkTarget is null).Select(file => file[tree.Root.Length..]).Order(StringComparer.Ordinal).ToList();
        files.Count.ShouldBeGreaterThan(20);
        var healthy = await CollectAsync(tree.Root);

        foreach (var file in files)
        {
            var original = await File.ReadAllBytesAsync(tree[file]);
            await BreakAsync(tree, file, original, breakage);

            var sections = await CollectAsync(tree.Root);

            foreach (var section in sections)
            {
                section.Status.Failures.ShouldNotContain(failure => failure.Reason == Reason.ProbeFault, $"{file} {breakage}: {section.Status}");
                section.CalculateSize().ShouldBeLessThan(LargestSection, $"{file} {breakage}");
                TextsOf(section).ShouldAllBe(text => text.Length <= 4096 && !text.Contains('\u001b'), $"{file} {breakage}");
            }

            var changed = sections.Zip(healthy).Where(pair => !Same(pair.First, pair.Second)).Select(pair => SectionKinds.Of(pair.First)).ToList();
            // The release names the directory of modules, the architecture, and the distribution: two sections read it.
            changed.Count.ShouldBeLessThanOrEqualTo(2, $"{file} {breakage} changed {string.Join(", ", changed)}");
            tree.Write(file, original);
        }
    }

    [Fact]
    public async Task CollectAsync_EmptyTree_SaysWhatIsMissingInEachSection()
    {
        using var tree = new NodeTree();

        var sections = await CollectAsync(tree.Root);

        sections.Count.ShouldBe(6);
        sections.ShouldAllBe(section => section.Status.Failures.Count > 0);
        sections.SelectMany(section => section.Status.Failures).ShouldAllBe(failure => failure.Reason == Reason.Missing && failure.Fields.Count > 0);
    }

    private static async Task BreakAsync(NodeTree tree, string file, byte[] original, string breakage)
    {
        switch (breakage)
        {
            case "missing":
                tree.Remove(file);
                break;
            case "empty":
                tree.Write(file, "");
                break;
            case "directory":
                tree.Remove(file).MakeDirectory(file);
                break;
            case "random":
                var random = new byte[3000];
                new Random(file.Length).NextBytes(random);
                tree.Write(file, random);
                break;
            case "half":
                tree.Write(file, original[..(original.Length / 2)]);
                break;
            case "zeros":
                tree.Write(file, new byte[5000]);
                break;
            case "sparse":
                tree.WriteSparse(file, 20L << 30);
                break;
            case "fifo":
                tree.Remove(file);
                await RealProgram.OutputAsync("mkfifo", tree[file]);
                break;
            case "loop":
                tree.Link(file, Path.GetFileName(file));
                break;
            case "long-line":
                tree.Write(file, [.. original, .. Enumerable.Repeat((byte)'a', 700_000), (byte)'\n', .. original]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(breakage), breakage, null);
        }
    }

    private static Task<IReadOnlyList<Section>> CollectAsync(string root)
    {
        var collector = new NodeCollector(new HostRoot(root), new ManualTime(), new CannedRunner(), NullLogger.Instance);
        return collector.CollectAsync(collector.Kinds, CancellationToken.None);
    }

    // Stamps of package databases change whenever the test rewrites a file.
    private static bool Same(Section one, Section other)
    {
        foreach (var database in (one.Packages?.Databases ?? []).Concat(other.Packages?.Databases ?? []))
            database.Stamp = "";
        return SectionFingerprint.Of(one).Equals(SectionFingerprint.Of(other));
    }

    private static IEnumerable<string> TextsOf(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            // The release files are quoted whole, and their texts may have several lines.
            var value = field.Accessor.GetValue(message);
            foreach (var item in value is System.Collections.IEnumerable list and not string and not ByteString ? list.Cast<object>() : [value])
            {
                if (item is string text)
                    yield return text;
                else if (item is IMessage inner)
                {
                    foreach (var nested in TextsOf(inner))
                        yield return nested;
                }
            }
        }
    }
}
