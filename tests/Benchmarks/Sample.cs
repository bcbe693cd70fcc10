namespace AcpFleet.Benchmarks;

/// <summary>Figures of several runs of one thing: the median is the one to quote.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    public double Minimum => _values.Min();

    public double Maximum => _values.Max();

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            var middle = sorted.Count / 2;
            return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public void Add(double value) => _values.Add(value);

    public override string ToString() => FormattableString.Invariant($"{Median:0.0} ({Minimum:0.0}–{Maximum:0.0})");
}
