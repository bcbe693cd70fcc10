namespace AcpFleet.Cli.Connection;

/// <summary>
/// Puts the connection together: options before environment before context file before the coordinator of this machine. The
/// context's token and CA serve only the context's server: a token is never sent to another one because a variable was left
/// set. The same holds for this machine's coordinator.
/// </summary>
internal static class ConnectionResolver
{
    private const int DefaultPort = 7444;

    /// <param name="choice">What the command line says.</param>
    /// <param name="environment">A variable's value.</param>
    /// <param name="machineContext">The context file of users who have none of their own.</param>
    /// <param name="localData">Data directory of this machine's own coordinator, where there is one.</param>
    public static ConnectionSettings Resolve(
        ConnectionChoice choice,
        Func<string, string?> environment,
        string machineContext = ContextFile.MachinePath,
        string localData = LocalCoordinator.DefaultData)
    {
        var (serverText, serverOrigin) = First((choice.Server, "--server"), (Variable("ACPFLEET_SERVER"), "ACPFLEET_SERVER"));
        var (tokenFile, _) = First((choice.TokenFile, "--token-file"), (Variable("ACPFLEET_TOKEN_FILE"), ""));
        var (caFile, _) = First((choice.CaFile, "--ca"), (Variable("ACPFLEET_CA"), ""));
        var server = serverText is null ? null : ParseServer(serverText, serverOrigin);
        if (server is null || tokenFile is null || caFile is null)
        {
            var ownPath = ContextFile.PathFrom(environment);
            var path = ownPath;
            var context = path is null ? null : ContextFile.Read(path);
            if (context is null)
                context = ContextFile.Read(path = machineContext);
            context ??= LocalCoordinator.Find(localData);
            if (server is null && context is null)
                throw NoConnection(ownPath, machineContext);
            if (context is not null)
            {
                var contextServer = ParseServer(context.Server, path!);
                server ??= contextServer;
                if (server == contextServer)
                {
                    tokenFile ??= context.TokenFile;
                    caFile ??= context.CaFile;
                }
            }
        }

        if (server is null || tokenFile is null || caFile is null)
            throw Incomplete(server, tokenFile is null, caFile is null);
        return new ConnectionSettings { Server = server, TokenFile = tokenFile, CaFile = caFile, Timeout = choice.Timeout };

        string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>HOST, HOST:PORT, [IPv6]:PORT or https://HOST:PORT, with port 7444 where none is given.</summary>
    public static Uri ParseServer(string text, string origin)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            throw new CliFault(ExitCode.InvalidInput, $"{origin}: '{trimmed}' is plain HTTP, which would show the token to the network.",
                "Give https://HOST:PORT: the coordinator speaks nothing else.");
        }

        var hasScheme = trimmed.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        var authority = hasScheme ? trimmed["https://".Length..].TrimEnd('/') : trimmed;
        if (authority.Length == 0 || authority.Contains("://", StringComparison.Ordinal) || authority.AsSpan().ContainsAny("/?#@ \\")
            || !Uri.TryCreate($"https://{authority}/", UriKind.Absolute, out var uri) || uri.HostNameType == UriHostNameType.Unknown)
        {
            throw new CliFault(ExitCode.InvalidInput, $"{origin}: '{trimmed}' does not name a coordinator.",
                "Give HOST, HOST:PORT or https://HOST:PORT, and an IPv6 address in brackets.");
        }

        // 443 is the scheme's default and never the coordinator's (the platform needs it), so an absent port means ours.
        var portGiven = authority.EndsWith(":443", StringComparison.Ordinal);
        return uri.IsDefaultPort && !portGiven ? new UriBuilder(uri) { Port = DefaultPort }.Uri : uri;
    }

    private static (string? Value, string Origin) First(params ReadOnlySpan<(string? Value, string Origin)> sources)
    {
        foreach (var source in sources)
        {
            if (!string.IsNullOrWhiteSpace(source.Value))
                return source;
        }

        return (null, "");
    }

    private static CliFault NoConnection(string? contextPath, string machineContext) => new(
        ExitCode.InvalidInput,
        contextPath is null
            ? $"No coordinator is named: neither --server nor ACPFLEET_SERVER nor {machineContext}, and no home directory to look for a context file in."
            : $"No coordinator is named: neither --server nor ACPFLEET_SERVER nor a context file, {contextPath} or {machineContext}.",
        "On the coordinator's own machine run it as root. Elsewhere give --server, --token-file and --ca; or run 'acpfleet quickstart' to try everything on this machine.");

    private static CliFault Incomplete(Uri? server, bool noToken, bool noCa)
    {
        var missing = (noToken, noCa) switch
        {
            (true, true) => "neither a token file nor a CA file is given",
            (true, false) => "no token file is given",
            _ => "no CA file is given",
        };
        return new CliFault(ExitCode.InvalidInput, $"For {server?.GetLeftPart(UriPartial.Authority)} {missing}.",
            "Give --token-file FILE and --ca FILE (or ACPFLEET_TOKEN_FILE and ACPFLEET_CA): on the coordinator they are admin-token and ca/ca.crt in its data directory.");
    }
}
