using System.CommandLine;

namespace AcpFleet.Cli.Commands;

/// <summary>Bounds on an option's value.</summary>
internal static class ValueCheck
{
    /// <summary>Refuses values that do not satisfy a condition. Text that is no value of the type is refused by the parser.</summary>
    public static void Require<T>(this Option<T> option, Func<T, bool> condition, string otherwise) => option.Validators.Add(result =>
    {
        T? value;
        try
        {
            value = result.GetValueOrDefault<T>();
        }
        catch (InvalidOperationException)
        {
            // The library throws here for text that it cannot convert, and reports the same text by itself afterwards.
            return;
        }

        if (value is not null && !condition(value))
            result.AddError(otherwise);
    });
}
