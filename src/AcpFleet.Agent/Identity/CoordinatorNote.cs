using AcpFleet.Agent.Enrolment;

namespace AcpFleet.Agent.Identity;

/// <summary>The coordinator's address as enrolment noted it in the state directory.</summary>
internal static class CoordinatorNote
{
    /// <summary>Null when there is none.</summary>
    /// <exception cref="IdentityException">It is damaged.</exception>
    public static CoordinatorAddress? Read(string stateDirectory)
    {
        var path = Path.Combine(stateDirectory, EnrolmentClient.AddressFileName);
        if (!File.Exists(path))
            return null;
        return CoordinatorAddress.TryParse(File.ReadAllText(path), out var address, out var error)
            ? address
            : throw new IdentityException($"'{path}': {error}");
    }
}
