using System.Text.Json.Nodes;

namespace AcpFleet.TestBed.Nodes.Machines;

/// <summary>qemu's machine protocol (QMP), for as long as one command takes.</summary>
internal static class QemuMonitor
{
    /// <summary>A command of the monitor for people: savevm and loadvm have no short form of their own.</summary>
    public static async Task HumanAsync(string socket, string command, CancellationToken cancellation)
    {
        using var connection = await MessageSocket.ConnectAsync(socket, cancellation);
        await connection.ReceiveAsync(cancellation); // its greeting
        await AskAsync(connection, new JsonObject { ["execute"] = "qmp_capabilities" }, cancellation);
        var answer = await AskAsync(
            connection,
            new JsonObject { ["execute"] = "human-monitor-command", ["arguments"] = new JsonObject { ["command-line"] = command } },
            cancellation);
        // The monitor says nothing where all is well.
        if (answer["return"]?.GetValue<string>() is not "")
            throw new InvalidOperationException($"qemu refuses '{command}': {answer.ToJsonString()}");
    }

    private static async Task<JsonObject> AskAsync(MessageSocket connection, JsonObject message, CancellationToken cancellation)
    {
        await connection.SendAsync(message, cancellation);
        while (true)
        {
            var answer = await connection.ReceiveAsync(cancellation);
            if (!answer.ContainsKey("event"))
                return answer;
        }
    }
}
