using AcpFleet.Checks.Text;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Views;

/// <summary>All nodes, one line each.</summary>
internal sealed class NodesView(Screen screen, TimeProvider time)
{
    public void Write(IReadOnlyList<NodeView> nodes)
    {
        if (nodes.Count == 0)
        {
            screen.Paragraph(screen.Say(Sentences.NoNodes));
            return;
        }

        var table = new TextTable()
            .Column(screen.Say(Words.Node))
            .Column(screen.Say(Words.State))
            .Column(screen.Say(Words.Blocking), right: true)
            .Column(screen.Say(Words.Advisories), rank: 2, right: true)
            .Column(screen.Say(Words.Link), rank: 1)
            .Column(screen.Say(Words.System), rank: 4)
            .Column(screen.Say(Words.Kernel), rank: 6)
            .Column(screen.Say(Words.Architecture), rank: 7)
            .Column(screen.Say(Words.Address), rank: 5)
            .Column(screen.Say(Words.LastScan), rank: 3);
        foreach (var node in nodes.OrderBy(node => node.Name, StringComparer.Ordinal))
        {
            var link = screen.Say(node.Stale ? Words.Stale : node.Connected ? Words.Connected : Words.Offline);
            table.Row(
                new StyledText(SafeText.Of(node.Name, 63), Palette.Strong),
                new StyledText(SafeText.Of(screen.Say(Words.Of(node.State))), OutcomeLook.StyleOf(node.State)),
                new StyledText($"{node.Blocking}", node.Blocking > 0 ? Palette.Bad : Palette.Faint),
                new StyledText($"{node.Advisories}", node.Advisories > 0 ? Palette.Doubt : Palette.Faint),
                new StyledText(link, node is { Connected: true, Stale: false } ? Palette.Plain : Palette.Doubt),
                SafeText.Of(node.OperatingSystem, 40),
                SafeText.Of(node.Kernel, 40),
                SafeText.Of(node.Architecture, 20),
                SafeText.Of(node.Address, 45),
                new StyledText(Age(node.LastScanAt), Palette.Faint));
        }

        table.WriteTo(screen);
    }

    private string Age(DateTimeOffset? moment) =>
        screen.Say(moment is { } at ? Sentences.Ago(time.GetUtcNow() - at) : Words.Never);
}
