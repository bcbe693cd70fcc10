using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

public static class ServerCallContextExtensions
{
    /// <summary>The HTTP request that carries the call: connection, client certificate, user, request services.</summary>
    /// <exception cref="InvalidOperationException">The context does not come from this server, nor holds one in its UserState.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is HttpServerCallContext own)
            return own.HttpContext;
        return serverCallContext.UserState.TryGetValue(UserStateKey, out var kept) && kept is HttpContext context
            ? context
            : throw new InvalidOperationException("This call did not come over HTTP.");
    }

    /// <summary>Where test doubles put an <see cref="HttpContext"/> in <see cref="ServerCallContext.UserState"/>.</summary>
    private const string UserStateKey = "__HttpContext";
}
