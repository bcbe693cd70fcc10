using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Fleet;

namespace AcpFleet.Checks.Tests.Catalogue;

public sealed class CheckRegistryTests
{
    [Fact]
    public void Registry_EveryCheckOfTheAssembly_IsInIt()
    {
        var classes = typeof(CheckRegistry).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && (type.IsAssignableTo(typeof(INodeCheck)) || type.IsAssignableTo(typeof(IFleetCheck))));
        var registered = CheckRegistry.NodeChecks.Select(check => check.GetType()).Concat(CheckRegistry.FleetChecks.Select(check => check.GetType()));

        registered.OrderBy(type => type.FullName).ShouldBe(classes.OrderBy(type => type.FullName));
    }

    [Fact]
    public void Registry_Ids_AreOfTheCatalogueAndSorted()
    {
        var ids = CheckCatalogue.All.Select(descriptor => descriptor.Id).ToList();

        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => CheckIds.All.Contains(id));
    }

    [Fact]
    public void Registry_EveryCheck_IsNamedAfterItsIdAndHasTests()
    {
        foreach (var check in CheckRegistry.NodeChecks.Cast<object>().Concat(CheckRegistry.FleetChecks.Cast<object>()))
        {
            var descriptor = check is INodeCheck node ? node.Descriptor : ((IFleetCheck)check).Descriptor;
            var name = string.Concat(descriptor.Id.Split('.')[1].Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "Check";
            check.GetType().Name.ShouldBe(name);

            var tests = check.GetType().FullName!.Replace("AcpFleet.Checks.", "AcpFleet.Checks.Tests.", StringComparison.Ordinal) + "Tests";
            typeof(CheckRegistryTests).Assembly.GetType(tests).ShouldNotBeNull($"{descriptor.Id} has no test class {tests}");
        }
    }

    [Fact]
    public void Descriptors_EveryText_IsThereInBothLanguages()
    {
        foreach (var descriptor in CheckCatalogue.All)
        {
            foreach (var text in new[] { descriptor.Title, descriptor.Rationale, descriptor.Mend, descriptor.HowJudged })
                Judgement.Text(text, descriptor.Id);
            descriptor.SeeByHand.En.ShouldNotBeNullOrWhiteSpace();
            descriptor.SeeByHand.Zh.ShouldNotBeNullOrWhiteSpace();
            descriptor.Source.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void Find_UnknownId_IsNull() => CheckCatalogue.Find("no.such").ShouldBeNull();
}
