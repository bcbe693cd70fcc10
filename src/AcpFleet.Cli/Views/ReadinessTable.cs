using AcpFleet.Checks.Text;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Views;

/// <summary>Each node's part in readiness, and the fleet's own.</summary>
internal sealed class ReadinessTable(Screen screen)
{
    public void Write(ReadinessView readiness)
    {
        var table = new TextTable()
            .Column(screen.Say(Words.Node))
            .Column(screen.Say(Words.State))
            .Column(screen.Say(Words.Blocking), right: true)
            .Column(screen.Say(Words.Advisories), rank: 1, right: true);
        foreach (var node in readiness.Nodes.OrderBy(node => node.Name, StringComparer.Ordinal))
            AddRow(table, SafeText.Of(node.Name, 63), node.State, node.Blocking, $"{node.Advisories}");
        AddRow(table, screen.Say(Words.Fleet), readiness.FleetBlocking == 0 ? "ready" : "not-ready", readiness.FleetBlocking, "");
        table.WriteTo(screen);
    }

    private void AddRow(TextTable table, string name, string state, int blocking, string advisories) => table.Row(
        new StyledText(name, Palette.Strong),
        new StyledText(SafeText.Of(screen.Say(Words.Of(state))), OutcomeLook.StyleOf(state)),
        new StyledText($"{blocking}", blocking > 0 ? Palette.Bad : Palette.Faint),
        new StyledText(advisories, Palette.Faint));
}
