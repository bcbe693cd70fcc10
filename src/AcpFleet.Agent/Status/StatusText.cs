using System.Globalization;
using System.Text;
using AcpFleet.Checks.Text;

namespace AcpFleet.Agent.Status;

/// <summary>The status as a screen.</summary>
internal static class StatusText
{
    private const int LabelWidth = 13;

    public static string Write(AgentStatus status)
    {
        var text = new StringBuilder();
        Line(text, "Enrolled", status.Agent is null ? "no" : $"yes, as {status.Agent}");
        if (status.Next is { } next)
            Line(text, "Next", next);
        if (status is { CertificateEnds: { } ends, CertificateLeft: { } left })
            Line(text, "Certificate", string.Create(CultureInfo.InvariantCulture, $"{Left(left)} (until {ends:yyyy-MM-dd HH:mm} UTC)"));
        Line(text, "Coordinator", status.Coordinator ?? "not known");
        Line(text, "Policy", status.Policy.ToString());
        Line(text, "Unsent", status.UnsentReports == 1 ? "1 report" : string.Create(CultureInfo.InvariantCulture, $"{status.UnsentReports} reports"));
        Line(text, "State", status.StateDirectory);
        Line(text, "Version", status.Version);
        return text.ToString().TrimEnd('\n');
    }

    private static string Left(TimeSpan left) => left <= TimeSpan.Zero ? "expired"
        : left.TotalHours < 2 ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalMinutes} min left")
        : left.TotalDays < 2 ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h left")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalDays} days left");

    private static void Line(StringBuilder text, string label, string value) =>
        text.Append((label + ":").PadRight(LabelWidth)).Append(SafeText.Of(value)).Append('\n');
}
