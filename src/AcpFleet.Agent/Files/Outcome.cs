using System.Diagnostics.CodeAnalysis;

namespace AcpFleet.Agent.Files;

/// <summary>A value read from the node, or why there is none. What readers and parsers return.</summary>
internal readonly struct Outcome<T>
    where T : class
{
    private Outcome(T? value, ReadFailure? failure)
    {
        Value = value;
        Failure = failure;
    }

    internal T? Value { get; }

    internal ReadFailure? Failure { get; }

    internal bool IsMissing => Failure is { IsMissing: true };

    internal bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ReadFailure? failure)
    {
        value = Value;
        failure = Failure ?? (value is null ? ReadFailure.Unreadable("nothing was read") : null);
        return value is not null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(ReadFailure failure) => new(null, failure);
}
