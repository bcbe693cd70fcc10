using System.Globalization;
using System.Text;
using System.Text.Json;
using AcpFleet.Checks.Model;

namespace AcpFleet.Agent.Judgement;

/// <summary>
/// JSON of <c>check --output json</c>: camel-case names, words for enumerations, absent for null. Written by hand, for the
/// serializer would be half a megabyte of the agent.
/// </summary>
internal static class JudgementJson
{
    public static string Write(NodeJudgement judgement)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("node", judgement.Node);
            json.WriteBoolean("ready", judgement.Ready);
            Text(json, "assumptions", judgement.Assumptions);
            json.WriteStartArray("findings");
            foreach (var finding in judgement.Findings)
                Write(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("checkId", finding.CheckId);
        json.WriteStartObject("subject");
        json.WriteString("kind", finding.Subject.Kind.ToString());
        Text(json, "nodeId", finding.Subject.NodeId);
        Text(json, "otherNodeId", finding.Subject.OtherNodeId);
        json.WriteString("key", finding.Subject.Key);
        json.WriteEndObject();
        json.WriteString("severity", finding.Severity.ToString());
        json.WriteString("outcome", finding.Outcome.ToString());
        Text(json, "expected", finding.Expected);
        Text(json, "actual", finding.Actual);
        Text(json, "problem", finding.Problem);
        Text(json, "hint", finding.Hint);
        Text(json, "note", finding.Note);
        json.WriteBoolean("rebootPending", finding.RebootPending);
        if (finding.Waiver is { } waiver)
        {
            json.WriteStartObject("waiver");
            json.WriteString("outcome", waiver.Outcome.ToString());
            json.WriteString("by", waiver.By);
            json.WriteString("until", waiver.Until.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("reason", waiver.Reason);
            json.WriteEndObject();
        }

        json.WriteString("source", finding.Source);
        Text(json, "remedy", finding.Remedy);
        json.WriteBoolean("blocks", finding.Blocks);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void Text(Utf8JsonWriter json, string name, LocalizedText? text)
    {
        if (text is null)
            return;
        json.WriteStartObject(name);
        json.WriteString("en", text.En);
        json.WriteString("zh", text.Zh);
        json.WriteEndObject();
    }
}
