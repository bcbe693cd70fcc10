using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Identity;
using AcpFleet.Agent.Native;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Yaml;
using AcpFleet.Protocol.Identity;

namespace AcpFleet.Agent.Enrolment;

/// <summary>
/// Reads join.yaml: where the coordinator answers, and the token. It is the administrator's file and is never changed; it
/// holds a secret, so nobody but its owner may read it.
/// </summary>
internal static class JoinFile
{
    /// <exception cref="IdentityException">It is missing, exposed or broken; the message says what mends it and never holds the token.</exception>
    public static JoinInstructions Read(string path) => Read(path, LibC.EffectiveUser());

    /// <param name="path">The file.</param>
    /// <param name="user">Whom the agent runs as.</param>
    /// <exception cref="IdentityException">As above.</exception>
    internal static JoinInstructions Read(string path, uint user)
    {
        if (ProtectedFile.Read(path, out var text, out var status) is { } failure)
            throw new IdentityException(YamlFile.Unreadable(path, failure));
        if (ProtectedFile.WhyExposed(status, user) is { } reason)
            throw new IdentityException($"{path} {reason}, and it holds a token: it is not used. Mend it with: chown root:root {path} && chmod 600 {path}");
        return Parse(path, text, out var errors) ?? throw new IdentityException(string.Join("; ", errors));
    }

    /// <summary>Null with errors.</summary>
    internal static JoinInstructions? Parse(string path, string text, out IReadOnlyList<string> errors)
    {
        var document = StrictYamlDocument.Parse(text);
        CoordinatorAddress? address = null;
        JoinToken? token = null;
        if (document.Root is { } root)
        {
            root.Require("coordinator", "token");
            address = root.Value("coordinator", AgentConfigurationFile.Address)?.Value;
            token = root.Value("token", Token)?.Value;
            root.Finish();
        }

        errors = YamlFile.Errors(path, document);
        return errors.Count == 0 && address is not null && token is not null ? new JoinInstructions(address, token) : null;
    }

    private static YamlParsed<JoinToken> Token(string text) =>
        JoinToken.TryParse(text, out var token, out var error) ? token : new LocalizedText(error, "加入令牌不完整或格式错误（复制时被截断？）");
}
