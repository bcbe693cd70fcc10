using AcpFleet.Checks.Text;
using AcpFleet.Checks.Plan;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Plans;

/// <summary>Errors of a plan as compilers write theirs: one unbroken line each, so that editors and grep find the place.</summary>
internal static class PlanErrors
{
    public static void Write(Screen screen, PlanReadResult result)
    {
        foreach (var error in result.Errors)
        {
            var place = SafeText.Of($"{result.SourceName}:{error.Line}:{error.Column}: ");
            var path = error.Path.Length == 0 ? "" : SafeText.Of(error.Path) + ": ";
            screen.Line(new StyledText(place, Palette.Path), new StyledText(path, Palette.Strong), SafeText.Of(error.Message.In(screen.Language)));
        }

        var count = result.Errors.Length;
        screen.Line(new StyledText(screen.Say(new($"{count} {(count == 1 ? "error" : "errors")}: the plan was not taken", $"{count} 处错误：规划文件未被采用")), Palette.Bad));
    }
}
