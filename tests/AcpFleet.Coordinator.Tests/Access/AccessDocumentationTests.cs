using AcpFleet.Coordinator.Access;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.Coordinator.Tests.Access;

public sealed class AccessDocumentationTests
{
    [Fact]
    public void Routes_OfTheTable_AreThoseOfTheDocumentation()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "coordinator.md"))
            .Where(l => l.StartsWith("| `GET ", StringComparison.Ordinal) || l.StartsWith("| `POST ", StringComparison.Ordinal) || l.StartsWith("| `PUT ", StringComparison.Ordinal) || l.StartsWith("| `DELETE ", StringComparison.Ordinal))
            .Select(l => l.Split('`')[1]);

        documented.ShouldBe(AccessTable.All.Where(r => r.Listener == Listener.People).Select(r => $"{r.Method} {r.Route}"), ignoreOrder: true);
    }
}
