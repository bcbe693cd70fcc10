namespace AcpFleet.Store.Tests.Conformance;

/// <summary>What every store must do; each provider runs the whole suite.</summary>
public abstract partial class StoreConformance : IAsyncLifetime
{
    private static CancellationToken None => CancellationToken.None;

    private IFleetStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>Opens the store of this test: the first time empty, later with what it held.</summary>
    protected abstract Task<IFleetStore> OpenAsync();

    private async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync();
    }
}
