using System.Text;
using System.Text.Json.Nodes;
using AcpFleet.TestBed.Host;

namespace AcpFleet.TestBed.Nodes.Machines;

/// <summary>
/// qemu-guest-agent over its serial port: programs run on a machine whatever its network, clock or ssh do. One
/// connection per call, for qemu serves one at a time.
/// </summary>
internal sealed class GuestAgent(string socket)
{
    private static readonly TimeSpan SyncLimit = TimeSpan.FromSeconds(2);

    /// <summary>For one answer, not for a program: those are started and asked after. A machine that restarts never answers.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Only one call at a time may hold the port.</summary>
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Whether the agent answers by now.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            return await WithAsync((_, _) => Task.FromResult(true), cancellation);
        }
        catch (Exception silent) when (silent is IOException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return false;
        }
    }

    public Task<ProgramResult> RunAsync(IReadOnlyList<string> command, byte[]? input, CancellationToken cancellation) => WithAsync(
        async (connection, token) =>
        {
            var arguments = new JsonObject
            {
                ["path"] = "/usr/bin/env",
                ["arg"] = Array(["--ignore-environment", "--chdir=/", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8", .. command]),
                ["capture-output"] = true,
            };
            if (input is not null)
                arguments["input-data"] = Convert.ToBase64String(input);
            var started = await AskAsync(connection, "guest-exec", arguments, token);
            var process = started["pid"]!.GetValue<long>();
            while (true)
            {
                var status = await AskAsync(connection, "guest-exec-status", new JsonObject { ["pid"] = process }, token);
                if (status["exited"]!.GetValue<bool>())
                {
                    return new ProgramResult(
                        status["exitcode"]?.GetValue<int>() ?? 128 + status["signal"]!.GetValue<int>(),
                        Bytes(status["out-data"]),
                        Encoding.UTF8.GetString(Bytes(status["err-data"])));
                }

                await Task.Delay(Pause, token);
            }
        },
        cancellation);

    private async Task<T> WithAsync<T>(Func<MessageSocket, CancellationToken, Task<T>> use, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            using var connection = await MessageSocket.ConnectAsync(socket, cancellation);
            await SynchronizeAsync(connection, cancellation);
            return await use(connection, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What an earlier call left in the port ends where the answer with this number comes.</summary>
    private static async Task SynchronizeAsync(MessageSocket connection, CancellationToken cancellation)
    {
        var number = Random.Shared.NextInt64(1, int.MaxValue);
        await WithinAsync(
            SyncLimit,
            async token =>
            {
                await connection.SendAsync(Message("guest-sync", new JsonObject { ["id"] = number }), token);
                JsonObject answer;
                do
                    answer = await connection.ReceiveAsync(token);
                while (answer["return"] is not JsonValue value || !value.TryGetValue<long>(out var echoed) || echoed != number);
                return answer;
            },
            cancellation);
    }

    private static async Task<JsonObject> WithinAsync(TimeSpan time, Func<CancellationToken, Task<JsonObject>> ask, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        try
        {
            return await ask(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("the guest agent does not answer");
        }
    }

    private static async Task<JsonObject> AskAsync(MessageSocket connection, string command, JsonObject arguments, CancellationToken cancellation)
    {
        var answer = await WithinAsync(
            AnswerLimit,
            async token =>
            {
                await connection.SendAsync(Message(command, arguments), token);
                return await connection.ReceiveAsync(token);
            },
            cancellation);
        return answer["return"]?.AsObject() ?? throw new InvalidOperationException($"the guest agent refuses {command}: {answer.ToJsonString()}");
    }

    private static JsonObject Message(string command, JsonObject arguments) => new() { ["execute"] = command, ["arguments"] = arguments };

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static byte[] Bytes(JsonNode? data) => data is null ? [] : Convert.FromBase64String(data.GetValue<string>());
}
