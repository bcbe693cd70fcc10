using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;
using State = AcpFleet.Protocol.V1.KernelModule.Types.State;

namespace AcpFleet.Checks.Tests.Catalogue.Kernel;

public sealed class ModuleIpVsCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("all loaded", _ => { }, Outcome.Pass, "ip_vs_wrr: loaded"),
        new("all built in", f => All(f, State.BuiltIn), Outcome.Pass, "ip_vs: built in"),
        new("loaded, not persisted", f => f.Kernel.Modules[0].ClearPersistedIn(), Outcome.Pass, "nothing loads ip_vs at the next boot"),
        new("one loadable", f => f.Kernel.Modules[1].State = State.Loadable, Outcome.Fail, "modprobe -a ip_vs_rr &&"),
        new("one absent", f => f.Kernel.Modules[1].State = State.Absent, Outcome.Fail, "does not come with ip_vs_rr"),
        new("one fails, another is not known", f => { f.Kernel.Modules[0].State = State.Unspecified; f.Kernel.Modules[1].State = State.Loadable; }, Outcome.Fail, "ip_vs: not known"),
        new("one not known", f => f.Kernel.Modules[0].State = State.Unspecified, Outcome.Unknown, "the state of ip_vs is not known"),
        new("one not reported", f => f.Kernel.Modules.RemoveAt(0), Outcome.Unknown),
        new("the source failed", f => { f.Kernel.Modules.Clear(); f.Failed(SectionKind.Kernel, "/proc/modules", Reason.Unreadable, "modules"); }, Outcome.Unknown, "/proc/modules could not be read"),
        new("no module support, absent", f => { All(f, State.Absent); f.Kernel.ModulesSupported = false; }, Outcome.Fail, "no loadable modules"),
        new("no module support, not known", f => { All(f, State.Unspecified); f.Kernel.ModulesSupported = false; }, Outcome.Unknown, "no loadable modules"),
        new("no module support, built in", f => { All(f, State.BuiltIn); f.Kernel.ModulesSupported = false; }, Outcome.Pass),
        new("no section", f => f.Without(SectionKind.Kernel), Outcome.Unknown));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("kernel.module-ip-vs");

    private static void All(NodeFactsBuilder facts, State state)
    {
        foreach (var module in facts.Kernel.Modules)
        {
            module.State = state;
            module.ClearPersistedIn();
        }
    }
}
