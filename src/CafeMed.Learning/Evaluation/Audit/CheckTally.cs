namespace CafeMed.Learning.Evaluation.Audit;

/// <summary>Counts what a check looks at and finds.</summary>
internal sealed class CheckTally(string name, string what)
{
    private const int Shown = 5;
    private readonly List<string> _examples = [];
    private long _looked;
    private long _found;

    public void Look(long count = 1) => _looked += count;

    public void Find(string example, long count = 1)
    {
        _found += count;
        if (_examples.Count < Shown)
            _examples.Add(example);
    }

    public AuditCheck Build() => new(name, what, _looked, _found, _examples);
}
