using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

internal abstract class HttpServerCallContext : ServerCallContext
{
    public abstract HttpContext HttpContext { get; }
}
