namespace AcpFleet.SystemTests.TestBed;

/// <summary>Tests on beds run one after another: they share a fleet of containers, and two cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BedCollection : ICollectionFixture<SharedBed>
{
    public const string Name = "beds";
}
