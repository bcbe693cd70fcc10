using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Software;

/// <summary>An installed package that conflicts, and the name by which it was found.</summary>
internal sealed record ConflictingPackage(PackageDatabase.Types.Manager Manager, Package Package, string Match)
{
    public LocalizedText Evidence
    {
        get
        {
            var name = $"{Shown.Text(Package.Name)} {Shown.Text(Package.Version)}";
            var exact = Package.Name == Match;
            var left = Package.HasState && Package.State == "config-files";
            var state = Package.HasState && !left ? Shown.Text(Package.State) : null;
            return new LocalizedText(
                $"{name} ({(exact ? "exact" : $"substring {Match}")}{(left ? ", removed but for its configuration" : "")}{(state is null ? "" : $", {state}")})",
                $"{name}（{(exact ? "完全匹配" : $"部分匹配 {Match}")}{(left ? "，已删除但保留配置文件" : "")}{(state is null ? "" : $"，{state}")}）");
        }
    }
}
