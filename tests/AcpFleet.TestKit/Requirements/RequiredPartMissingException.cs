namespace AcpFleet.TestKit.Requirements;

/// <summary>A test's part is missing where all of them must be installed.</summary>
public sealed class RequiredPartMissingException(string missing)
    : Exception($"This test may not be skipped here (CI=true), but a part is missing: {missing}");
