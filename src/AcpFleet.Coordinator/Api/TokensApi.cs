using AcpFleet.Coordinator.Enrolment;
using AcpFleet.Protocol.Api;
using AcpFleet.Store;
using AcpFleet.Store.Tokens;

namespace AcpFleet.Coordinator.Api;

/// <summary>Join tokens. A token's text is in the answer that makes it and nowhere else.</summary>
internal sealed partial class TokensApi(IFleetStore store, TokenIssuer issuer, AgentsAddress address, TimeProvider time, ILogger<TokensApi> logger)
{
    private const int MostUses = 10_000;
    private const int ShortestLife = 60;
    private const int LongestLife = 86_400;
    private const int LongestNote = 200;

    public async Task CreateAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        var body = await http.ReadJsonAsync(ApiExchange.Json.TokenRequestBody, whenEmpty: new TokenRequestBody(null, null, null)).ConfigureAwait(false);
        var uses = body.MaxUses ?? 1;
        var life = body.LifetimeSeconds ?? (int)TokenIssuer.DefaultLifetime.TotalSeconds;
        var errors = Errors(uses, life, body.Note).ToList();
        if (errors.Count > 0)
            throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, "Token refused", string.Join("; ", errors), errors);
        var (record, token) = await issuer.CreateAsync(uses, TimeSpan.FromSeconds(life), body.Note, http.RequestAborted).ConfigureAwait(false);
        LogCreated(logger, record.Id, record.MaxUses, record.ExpiresAt);
        // printf is a part of the shell: the token does not show in the list of processes.
        var coordinator = address.For(http.Request.Host.Host.Trim('[', ']'));
        var command = $"printf '%s\\n' '{token.Reveal()}' | sudo acpfleet-agent enrol --coordinator {coordinator} --token-file -";
        await http.AnswerAsync(new TokenCreated(Of(record), token.Reveal(), command, coordinator), ApiExchange.Json.TokenCreated, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    public async Task ListAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        IReadOnlyList<TokenView> views = [.. (await store.Tokens.ListAsync(http.RequestAborted).ConfigureAwait(false)).Select(Of)];
        await http.AnswerAsync(views, ApiExchange.Json.IReadOnlyListTokenView).ConfigureAwait(false);
    }

    public async Task RevokeAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        var id = http.RouteText("id");
        var record = await store.Tokens.RevokeAsync(id, time.GetUtcNow(), http.RequestAborted).ConfigureAwait(false)
            ?? throw RequestRefusedException.NotFound($"there is no join token '{id}'");
        LogRevoked(logger, id);
        await http.AnswerAsync(Of(record), ApiExchange.Json.TokenView).ConfigureAwait(false);
    }

    private static IEnumerable<string> Errors(int uses, int life, string? note)
    {
        if (uses is < 1 or > MostUses)
            yield return $"maxUses: from 1 to {MostUses}";
        if (life is < ShortestLife or > LongestLife)
            yield return $"lifetimeSeconds: from {ShortestLife} to {LongestLife}";
        if (note is { Length: > LongestNote } || note?.Any(char.IsControl) == true)
            yield return $"note: at most {LongestNote} characters, no control characters";
    }

    private TokenView Of(TokenRecord token) => new()
    {
        Id = token.Id,
        State = ApiWords.StateOf(token, time.GetUtcNow()),
        CreatedAt = token.CreatedAt,
        ExpiresAt = token.ExpiresAt,
        Uses = token.Uses,
        MaxUses = token.MaxUses,
        Note = token.Note,
    };

    [LoggerMessage(1, LogLevel.Information, "join token {TokenId} was made: {MaxUses} uses until {ExpiresAt:u}")]
    private static partial void LogCreated(ILogger logger, string tokenId, int maxUses, DateTimeOffset expiresAt);

    [LoggerMessage(2, LogLevel.Information, "join token {TokenId} was revoked")]
    private static partial void LogRevoked(ILogger logger, string tokenId);
}
