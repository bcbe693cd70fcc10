using System.Text;
using System.Text.Json;

namespace AcpFleet.Agent.Status;

/// <summary>JSON of <c>status --output json</c>: camel-case names, absent for what is not known.</summary>
internal static class StatusJson
{
    public static string Write(AgentStatus status)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteBoolean("enrolled", status.IsEnrolled);
            Text(json, "agent", status.Agent);
            Text(json, "next", status.Next);
            if (status is { CertificateEnds: { } ends, CertificateLeft: { } left })
            {
                json.WriteString("certificateEnds", ends);
                json.WriteNumber("certificateSecondsLeft", (long)left.TotalSeconds);
            }

            Text(json, "coordinator", status.Coordinator);
            json.WriteStartObject("policy");
            json.WriteString("mode", status.Policy.ModeName);
            Text(json, "problem", status.Policy.Problem);
            json.WriteEndObject();
            json.WriteNumber("unsentReports", status.UnsentReports);
            json.WriteString("stateDirectory", status.StateDirectory);
            json.WriteString("version", status.Version);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
