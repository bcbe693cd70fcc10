using AcpFleet.Coordinator.Logging;
using Serilog.Events;
using Serilog.Parsing;

namespace AcpFleet.Coordinator.Tests.Logging;

public sealed class OneLineFormatterTests
{
    [Fact]
    public void Format_Message_IsOneLineWithTextsAsTheyAre() =>
        Format("node {Name} has {Count} faults", null, ("Name", "cp-1"), ("Count", 3)).ShouldBe("2026-11-22T08:00:00.123Z warn  node cp-1 has 3 faults\n");

    [Fact]
    public void Format_ControlCharactersOfANode_CannotBeginALineOrSteerATerminal()
    {
        var text = Format("hostname {Name}", null, ("Name", "a\n2026-11-22T08:00:00.000Z info  all is well\r\u001b[2J\u202e\u2028"));

        text.ShouldBe("2026-11-22T08:00:00.123Z warn  hostname a\\u000A2026-11-22T08:00:00.000Z info  all is well\\u000D\\u001B[2J\\u202E\\u2028\n");
    }

    [Fact]
    public void Format_Exception_IsIndentedUnderItsEntry()
    {
        var text = Format("failed", new InvalidOperationException("first\nsecond\u0007"));

        text.Split('\n').Skip(1).ShouldBe(["    System.InvalidOperationException: first", "    second\\u0007", ""]);
    }

    [Fact]
    public void Format_ForTheJournal_EachLineHasItsPriorityAndNoTime() =>
        Format(forJournal: true, "failed", new InvalidOperationException("first\nsecond")).Split('\n')
            .ShouldBe(["<4>failed", "<4>    System.InvalidOperationException: first", "<4>    second", ""]);

    private static string Format(string template, Exception? exception, params (string Name, object Value)[] properties) =>
        Format(forJournal: false, template, exception, properties);

    private static string Format(bool forJournal, string template, Exception? exception, params (string Name, object Value)[] properties)
    {
        var at = new DateTimeOffset(2026, 11, 22, 8, 0, 0, 123, TimeSpan.Zero);
        var entry = new LogEvent(at, LogEventLevel.Warning, exception, new MessageTemplateParser().Parse(template), properties.Select(p => new LogEventProperty(p.Name, new ScalarValue(p.Value))));
        using var output = new StringWriter();
        new OneLineFormatter(forJournal).Format(entry, output);
        return output.ToString();
    }
}
