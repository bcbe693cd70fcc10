using System.Globalization;
using System.Text.Json;
using AcpFleet.TestBed.Nodes;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Field;

/// <summary>A node with an installed agent, looked at as its administrator does.</summary>
internal sealed class AgentNode(Node node)
{
    public const string Unit = "acpfleet-agent";

    public Node Node { get; } = node;

    public Task<string> IdentityAsync() => TextAsync("agent");

    public Task<string> VersionAsync() => TextAsync("version");

    public async Task<int> UnsentReportsAsync() => (await StatusAsync()).GetProperty("unsentReports").GetInt32();

    /// <summary>The line of systemctl status.</summary>
    public Task<string> ServiceSaysAsync() => PropertyAsync("StatusText");

    public async Task<int> ProcessAsync() => int.Parse(await PropertyAsync("MainPID"), CultureInfo.InvariantCulture);

    public async Task<int> RestartsAsync() => int.Parse(await PropertyAsync("NRestarts"), CultureInfo.InvariantCulture);

    public async Task<string> PropertyAsync(string name, string unit = Unit) => (await Node.RunAsync("systemctl", "show", "--value", "--property=" + name, unit)).Trim();

    /// <summary>Runs the line that <c>token create</c> prints. The trees have no sudo, and root needs none.</summary>
    public Task<string> JoinAsync(string line) => Node.RunAsync("/bin/sh", "-c", "sudo() { \"$@\"; }\n" + line);

    /// <summary>Waits until the service says that it is connected.</summary>
    public Task ConnectedAsync() => Eventually.GetAsync(
        ServiceSaysAsync, text => text.StartsWith("connected to ", StringComparison.Ordinal), text => $"{Node.Name}: '{text}'");

    /// <summary>Lines of the unit's journal with their priorities, oldest first.</summary>
    public async Task<IReadOnlyList<(int Priority, string Message)>> JournalAsync(string unit = Unit)
    {
        var text = await Node.RunAsync("journalctl", "--boot", "--no-pager", "--output", "json", "--output-fields", "PRIORITY,MESSAGE,_COMM", "_SYSTEMD_UNIT=" + unit + ".service");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Entry)];
    }

    private static (int, string) Entry(string line)
    {
        using var entry = JsonDocument.Parse(line);
        return (int.Parse(entry.RootElement.GetProperty("PRIORITY").GetString()!, CultureInfo.InvariantCulture), entry.RootElement.GetProperty("MESSAGE").GetString() ?? "");
    }

    private async Task<string> TextAsync(string name) => (await StatusAsync()).GetProperty(name).GetString()!;

    /// <summary>What <c>acpfleet-agent status</c> reads from the agent's files; its exit code 3 says: not enrolled.</summary>
    private async Task<JsonElement> StatusAsync()
    {
        var result = await Node.TryAsync(["acpfleet-agent", "status", "--output", "json"]);
        result.ExitCode.ShouldBeOneOf([0, 3], result.ToString());
        using var status = JsonDocument.Parse(result.Output);
        return status.RootElement.Clone();
    }
}
