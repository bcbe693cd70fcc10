using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace AcpFleet.Coordinator.Logging;

/// <summary>
/// One entry, one line: nodes' texts stand in messages, and no control character of theirs may begin a line that looks
/// like an entry of its own or steer a terminal. Lines of an exception are indented under its entry.
/// </summary>
/// <param name="forJournal">Each line begins with a syslog priority (sd-daemon(3)) instead of time and level, which the journal keeps itself.</param>
internal sealed class OneLineFormatter(bool forJournal) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        var head = forJournal
            ? $"<{Priority(logEvent.Level)}>"
            : $"{logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {Level(logEvent.Level)} ";
        output.Write(head);
        WriteEscaped(Message(logEvent), output);
        output.Write('\n');
        if (logEvent.Exception is not { } exception)
            return;
        foreach (var line in exception.ToString().Split('\n'))
        {
            output.Write(forJournal ? $"{head}    " : "    ");
            WriteEscaped(line.TrimEnd('\r'), output);
            output.Write('\n');
        }
    }

    /// <summary>Texts stand in the message as they are, without the quotation marks that the library would put round them.</summary>
    private static string Message(LogEvent logEvent)
    {
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is PropertyToken property && logEvent.Properties.GetValueOrDefault(property.PropertyName) is ScalarValue { Value: string text })
                message.Write(text);
            else
                token.Render(logEvent.Properties, message, CultureInfo.InvariantCulture);
        }

        return message.ToString();
    }

    private static string Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info ",
        LogEventLevel.Warning => "warn ",
        _ => "error",
    };

    /// <summary>Severities of syslog.</summary>
    private static int Priority(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => 7,
        LogEventLevel.Information => 6,
        LogEventLevel.Warning => 4,
        LogEventLevel.Error => 3,
        _ => 2,
    };

    private static void WriteEscaped(string text, TextWriter output)
    {
        foreach (var c in text)
        {
            // Controls, line separators, and what turns the direction of text round.
            if (char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
                output.Write($"\\u{(int)c:X4}");
            else
                output.Write(c);
        }
    }
}
