using AcpFleet.Cli.Connection;

namespace AcpFleet.Cli.Quickstart;

/// <summary>Names the quickstart's coordinator in the context file, unless a person's own context is there.</summary>
internal static class QuickstartContext
{
    public static ContextOutcome Write(QuickstartPaths paths, Uri server, Func<string, string?> environment)
    {
        if (ContextFile.PathFrom(environment) is not { } path)
            return new ContextOutcome(null, false);
        try
        {
            if (ContextFile.Read(path) is { } present && present.WrittenBy != ContextData.Quickstart)
                return new ContextOutcome(path, false);
            ContextFile.Write(path, new ContextData
            {
                Server = server.GetLeftPart(UriPartial.Authority),
                TokenFile = paths.AdminToken,
                CaFile = paths.Ca,
                WrittenBy = ContextData.Quickstart,
            });
            return new ContextOutcome(path, true);
        }
        catch (CliFault)
        {
            // A context that cannot be read or written is no reason to withhold the verdict: the variables are shown instead.
            return new ContextOutcome(path, false);
        }
    }
}
