using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Makes an endpoint of every method that the generated <c>BindService</c> tells.</summary>
internal sealed class ServiceEndpoints<TService>(
    IEndpointRouteBuilder routes, CallSettings settings, TimeProvider time, ILogger<CallEndpoint> logger) : ServiceBinderBase
    where TService : class
{
    private readonly List<IEndpointConventionBuilder> _endpoints = [];

    public GrpcServiceEndpointConventionBuilder MapAll()
    {
        var bind = FindBindService();
        bind.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [this, null], culture: null);
        return new(_endpoints);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var (info, run) = Handler<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(
            method, typeof(TRequest), typeof(ServerCallContext));
        Map(method, info, async (service, call) =>
        {
            var request = await call.ReadSingleAsync(method.RequestMarshaller).ConfigureAwait(false);
            await SendSingleAsync(call, method, await run(service, request, call.Context).ConfigureAwait(false)).ConfigureAwait(false);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (info, run) = Handler<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        Map(method, info, async (service, call) =>
        {
            var requests = new RequestStream<TRequest>(call, method.RequestMarshaller);
            await SendSingleAsync(call, method, await run(service, requests, call.Context).ConfigureAwait(false)).ConfigureAwait(false);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (info, run) = Handler<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        Map(method, info, async (service, call) =>
        {
            var request = await call.ReadSingleAsync(method.RequestMarshaller).ConfigureAwait(false);
            var responses = new ResponseStream<TResponse>(call, method.ResponseMarshaller);
            await run(service, request, responses, call.Context).ConfigureAwait(false);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (info, run) = Handler<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        Map(method, info, (service, call) => run(
            service,
            new RequestStream<TRequest>(call, method.RequestMarshaller),
            new ResponseStream<TResponse>(call, method.ResponseMarshaller),
            call.Context));
    }

    private static async Task SendSingleAsync<TRequest, TResponse>(
        ServerCall call, Method<TRequest, TResponse> method, TResponse? response)
        where TRequest : class
        where TResponse : class
    {
        if (call.Context.Status.StatusCode != StatusCode.OK)
            return; // The handler set another status instead of throwing: its message is not wanted.
        if (response is null)
            throw new RpcException(new Status(StatusCode.Internal, "The handler returned no message."));
        var flags = call.Context.WriteOptions?.Flags ?? default;
        await call.Response.SendMessageAsync(response, method.ResponseMarshaller, flags, hold: true, call.Cancelled).ConfigureAwait(false);
    }

    private static MethodInfo FindBindService()
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } bind)
                continue;
            const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
            return bind.BindType.GetMethod(bind.BindMethodName, Static, [typeof(ServiceBinderBase), type])
                ?? throw new InvalidOperationException($"{bind.BindType} has no {bind.BindMethodName}(ServiceBinderBase, {type.Name}).");
        }
        throw new InvalidOperationException($"{typeof(TService)} does not derive from a generated gRPC service base class.");
    }

    private static (MethodInfo Info, TDelegate Run) Handler<TDelegate>(IMethod method, params Type[] parameters)
        where TDelegate : Delegate
    {
        var info = typeof(TService).GetMethod(method.Name, BindingFlags.Instance | BindingFlags.Public, parameters)
            ?? throw new InvalidOperationException($"{typeof(TService)} has no public method {method.Name} that handles {method.FullName}.");
        return (info, info.CreateDelegate<TDelegate>());
    }

    private void Map(IMethod method, MethodInfo info, Func<TService, ServerCall, Task> run)
    {
        var endpoint = new CallEndpoint(
            method.FullName, settings, call => WithServiceAsync(call, run), time, logger);
        _endpoints.Add(routes
            .MapMethods(method.FullName, [HttpMethods.Post], endpoint.HandleAsync)
            .WithDisplayName($"gRPC - {method.FullName}")
            .WithMetadata([.. typeof(TService).GetCustomAttributes(inherit: true), .. info.GetCustomAttributes(inherit: true)]));
    }

    private static async Task WithServiceAsync(ServerCall call, Func<TService, ServerCall, Task> run)
    {
        var (service, owned) = ServiceInstance<TService>.Get(call.Context.HttpContext.RequestServices);
        try
        {
            await run(service, call).ConfigureAwait(false);
        }
        finally
        {
            if (owned)
                await ServiceInstance<TService>.DisposeAsync(service).ConfigureAwait(false);
        }
    }
}
