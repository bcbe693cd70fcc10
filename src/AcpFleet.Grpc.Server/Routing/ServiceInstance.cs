using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>The object that handles one call.</summary>
internal static class ServiceInstance<TService>
    where TService : class
{
    private static readonly Lazy<ObjectFactory<TService>> Factory =
        new(() => ActivatorUtilities.CreateFactory<TService>(Type.EmptyTypes));

    /// <summary>The registered one, which belongs to the container, or a new one, which belongs to the call.</summary>
    public static (TService Service, bool Owned) Get(IServiceProvider services) =>
        services.GetService<TService>() is { } registered ? (registered, false) : (Factory.Value(services, []), true);

    public static async ValueTask DisposeAsync(TService service)
    {
        if (service is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        else
            (service as IDisposable)?.Dispose();
    }
}
