using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AcpFleet.Checks.Evaluation;

namespace AcpFleet.Architecture.Tests;

/// <summary>The checks are pure: what they conclude follows from facts, profile, plan and moment alone.</summary>
public sealed class PureChecksTests
{
    /// <summary>Types of System.IO that work in memory.</summary>
    private static readonly string[] InMemory = ["Stream", "StreamReader", "StringReader", "StringWriter", "TextReader", "TextWriter", "MemoryStream"];

    private static readonly string[] Impure =
    [
        "System.Console", "System.Environment", "System.Random", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.Net.Dns", "System.Net.Http.", "System.Net.Sockets.Socket", "System.Net.NetworkInformation.", "System.Threading.Thread",
        "System.Threading.Timer", "System.Threading.Tasks.Task", "System.TimeProvider", "System.TimeZoneInfo", "System.Runtime.InteropServices.NativeLibrary",
    ];

    private static readonly string[] ImpureMembers =
        ["get_Now", "get_UtcNow", "get_Today", "NewGuid", "get_TickCount", "get_TickCount64", "GetTimestamp"];

    [Fact]
    public void Checks_Members_NeitherReachOutNorReadAClock()
    {
        var used = MembersUsedBy(typeof(FleetEvaluator).Assembly.Location).ToList();

        used.Count.ShouldBeGreaterThan(200); // the assembly was really read
        used.Where(member => IsImpure(member.Type, member.Member)).Select(member => $"{member.Type}.{member.Member}").Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void MembersUsedBy_ThisAssembly_ShowsThatFilesWouldBeFound() =>
        MembersUsedBy(typeof(PureChecksTests).Assembly.Location).ShouldContain(member => IsImpure(member.Type, member.Member));

    private static bool IsImpure(string type, string member)
    {
        if (type.StartsWith("System.IO.", StringComparison.Ordinal) && !InMemory.Contains(type["System.IO.".Length..])) return true;
        if (ImpureMembers.Contains(member)) return true;
        if (member == "get_CurrentManagedThreadId") return false; // the compiler's, in every iterator
        return Impure.Any(name => name.EndsWith('.') ? type.StartsWith(name, StringComparison.Ordinal) : type == name);
    }

    private static IEnumerable<(string Type, string Member)> MembersUsedBy(string assembly)
    {
        using var file = File.OpenRead(assembly);
        using var executable = new PEReader(file);
        var metadata = executable.GetMetadataReader();
        var members = new List<(string, string)>();
        foreach (var handle in metadata.MemberReferences)
        {
            var reference = metadata.GetMemberReference(handle);
            if (reference.Parent.Kind != HandleKind.TypeReference) continue;
            var type = metadata.GetTypeReference((TypeReferenceHandle)reference.Parent);
            members.Add(($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}", metadata.GetString(reference.Name)));
        }

        return members;
    }
}
