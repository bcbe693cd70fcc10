using System.Text;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Fleet;
using AcpFleet.Protocol.Api;
using AcpFleet.Store;

namespace AcpFleet.Coordinator.Api;

/// <summary>The fleet's plan.</summary>
internal sealed partial class PlanApi(IFleetStore store, CurrentPlan current, FleetState fleet, FleetJudge judge, TimeProvider time, ILogger<PlanApi> logger)
{
    private static readonly string[] s_yaml = ["application/yaml", "text/yaml", "application/x-yaml", "text/x-yaml"];

    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task GetAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        return AnswerAsync(http);
    }

    /// <summary>Takes a plan whole or not at all; when it answers, the fleet has been judged by it.</summary>
    public async Task PutAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        http.RequireContentType(s_yaml);
        var text = await ReadTextAsync(http).ConfigureAwait(false);
        await _turn.WaitAsync(http.RequestAborted).ConfigureAwait(false);
        try
        {
            var plan = Read(text);
            var record = await store.Plans.SaveAsync(plan.Name, text, time.GetUtcNow(), http.RequestAborted).ConfigureAwait(false);
            current.Set(record, plan);
            LogStored(logger, record.Name, record.Version, plan.Nodes.Length);
        }
        finally
        {
            _turn.Release();
        }

        await judge.WaitAsync(judge.Request(), http.RequestAborted).ConfigureAwait(false);
        await AnswerAsync(http).ConfigureAwait(false);
    }

    private static async Task<string> ReadTextAsync(HttpContext http)
    {
        try
        {
            using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            return await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false);
        }
        catch (DecoderFallbackException)
        {
            throw RequestRefusedException.BadRequest("the plan is not UTF-8");
        }
    }

    private FleetPlan Read(string text)
    {
        var result = FleetPlanReader.Read(text, CurrentPlan.SourceName);
        if (result.Plan is not { } plan)
            throw Refused(result.Errors);
        if (current.Plan is { } former)
        {
            var installed = fleet.List().Any(n => n.Record.Phase == NodePhase.After);
            var errors = FleetPlanChange.Validate(former, plan, installed);
            if (!errors.IsEmpty)
                throw Refused(errors);
        }

        return plan;
    }

    private static RequestRefusedException Refused(IReadOnlyList<PlanError> errors) => new(
        StatusCodes.Status422UnprocessableEntity,
        "Plan refused",
        $"the plan has {errors.Count} errors and was not stored; the plan before it holds",
        [.. errors.Select(e => e.Render(CurrentPlan.SourceName, Language.English))]);

    private Task AnswerAsync(HttpContext http) =>
        http.AnswerAsync(new PlanView(current.Record?.Name, current.Record?.Text, current.Record?.StoredAt), ApiExchange.Json.PlanView);

    [LoggerMessage(1, LogLevel.Information, "plan {Name} version {Version} with {Nodes} nodes was stored")]
    private static partial void LogStored(ILogger logger, string name, long version, int nodes);
}
