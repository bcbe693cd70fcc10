using System.Globalization;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Quickstart;

/// <summary>A scan of one machine as the remark of a stage.</summary>
internal sealed class ScanDetail(Screen screen, IProgress<string> detail) : IProgress<ScanView>
{
    public void Report(ScanView value) =>
        detail.Report(string.Join(", ", value.Nodes.Select(node => $"{node.Name}: {screen.Say(Words.Of(node.State))}")));

    /// <summary>How the scan ended: the node's own duration, or that it did not answer.</summary>
    public string Sum(ScanView scan) => string.Join(", ", scan.Nodes.Select(node => node.State == "completed" && node.TookMs is { } took
        ? string.Create(CultureInfo.InvariantCulture, $"{node.Name}: {took:0} ms")
        : $"{node.Name}: {screen.Say(Words.Of(node.State))}"));
}
