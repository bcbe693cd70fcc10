namespace AcpFleet.SystemTests.Field;

/// <summary>Tests in the field run one after another on one bed.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FieldCollection : ICollectionFixture<FieldFleet>
{
    public const string Name = "field";
}
