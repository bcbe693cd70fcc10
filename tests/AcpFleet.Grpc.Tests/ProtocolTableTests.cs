using System.Reflection;
using System.Text.RegularExpressions;

namespace AcpFleet.Grpc.Tests;

/// <summary>docs/grpc.md says which test covers which part of the protocol: those tests must exist, and run.</summary>
public sealed partial class ProtocolTableTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "grpc.md"));

    [Fact]
    public void Tests_NamedInTheTable_Exist()
    {
        var known = typeof(ProtocolTableTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(IsTest).Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet();

        var named = NamedTest().Matches(Document).Select(match => match.Groups[1].Value).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(60);
        named.Where(name => !known.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Parts_SaidToBeCovered_NameATest()
    {
        var rows = Document.Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Count(character => character == '|') == 4)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells[2].StartsWith("yes", StringComparison.Ordinal))
            .ToList();

        rows.Count.ShouldBeGreaterThan(40);
        rows.Where(cells => !NamedTest().IsMatch(cells[3])).Select(cells => cells[1]).ShouldBeEmpty();
    }

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes<FactAttribute>(inherit: true).Any();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex NamedTest();
}
