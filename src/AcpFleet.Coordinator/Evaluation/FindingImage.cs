using AcpFleet.Checks.Model;
using AcpFleet.Store.Findings;

namespace AcpFleet.Coordinator.Evaluation;

/// <summary>The stored findings in memory, to see what a judgement changes without asking the store.</summary>
internal sealed class FindingImage
{
    private readonly Dictionary<FindingKey, FindingRecord> _records = [];
    private IReadOnlyList<FindingRecord>? _ordered;

    public FindingImage(IEnumerable<FindingRecord> stored)
    {
        foreach (var record in stored)
            _records[record.Key] = record;
    }

    /// <summary>Null when the judgement says what is stored.</summary>
    public FindingChanges? Compare(IReadOnlyCollection<Finding> findings, DateTimeOffset at)
    {
        var changed = findings.Where(f => !_records.TryGetValue(FindingKey.Of(f), out var record) || record.Finding != f).ToList();
        var present = findings.Select(FindingKey.Of).ToHashSet();
        var gone = _records.Keys.Where(k => !present.Contains(k)).ToList();
        return changed.Count + gone.Count == 0 ? null : new FindingChanges(changed, gone, at);
    }

    public void Apply(FindingChanges changes, AppliedChanges applied)
    {
        foreach (var key in changes.Gone)
            _records.Remove(key);
        foreach (var record in applied.Records)
            _records[record.Key] = record;
        _ordered = null;
    }

    /// <summary>In the order of their checks and subjects.</summary>
    public IReadOnlyList<FindingRecord> List() => _ordered ??=
        [.. _records.Values.OrderBy(r => r.Key.CheckId, StringComparer.Ordinal).ThenBy(r => r.Key.SubjectKey, StringComparer.Ordinal)];
}
