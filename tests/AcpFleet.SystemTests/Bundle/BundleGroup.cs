namespace AcpFleet.SystemTests.Bundle;

/// <summary>One workshop for all tests of the bundle, one test at a time in it.</summary>
[CollectionDefinition(Name)]
public sealed class BundleGroup : ICollectionFixture<BundleWorkshop>
{
    public const string Name = "Bundle";
}
