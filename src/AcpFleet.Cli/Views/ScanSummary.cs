using AcpFleet.Checks.Model;
using AcpFleet.Cli.Terminal;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Views;

/// <summary>A finished scan in one line.</summary>
internal sealed class ScanSummary(Screen screen)
{
    public void Write(ScanView scan)
    {
        var reached = scan.Nodes.Count(node => node.State == "completed");
        var seconds = scan.CompletedAt is { } end ? (end - scan.StartedAt).TotalSeconds : 0;
        var all = reached == scan.Nodes.Count;
        var text = new LocalizedText(
            FormattableString.Invariant($"{reached} of {scan.Nodes.Count} {(scan.Nodes.Count == 1 ? "node" : "nodes")} scanned in {seconds:0.0} s") + (all ? "" : "; the others are judged unknown once their facts are stale"),
            FormattableString.Invariant($"已扫描 {reached}/{scan.Nodes.Count} 个节点，用时 {seconds:0.0} 秒") + (all ? "" : "；其余节点的信息过期后将判为未知"));
        screen.Line(OutcomeLook.Mark(screen, all ? "pass" : "unknown"), " ", screen.Say(text));
    }
}
