namespace AcpFleet.Store.Settings;

/// <summary>Single values by name: the fleet's name, hashes of secrets. Never a secret itself.</summary>
public interface ISettingStore
{
    Task<string?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sets it unless it is set.</summary>
    /// <returns>What is stored after.</returns>
    Task<string> AddAsync(string name, string value, CancellationToken cancellationToken);

    Task SetAsync(string name, string value, CancellationToken cancellationToken);
}
