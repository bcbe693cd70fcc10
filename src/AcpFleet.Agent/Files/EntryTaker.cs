namespace AcpFleet.Agent.Files;

/// <summary>Takes the name of one entry; false ends the reading.</summary>
internal delegate bool EntryTaker<TState>(ReadOnlySpan<byte> name, TState state);
