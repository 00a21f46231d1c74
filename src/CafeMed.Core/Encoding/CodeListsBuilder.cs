namespace CafeMed;

/// <summary>Collects token lists visit by visit.</summary>
internal sealed class CodeListsBuilder
{
    private readonly List<int> _offsets = [0];
    private readonly List<int> _tokens = [];
    private readonly List<float> _amounts = [];

    public void Add(int token, float amount = 1)
    {
        _tokens.Add(token);
        _amounts.Add(amount);
    }

    public void EndVisit() => _offsets.Add(_tokens.Count);

    public CodeLists Build(bool withAmounts = false) => new([.. _offsets], [.. _tokens], withAmounts ? [.. _amounts] : null);
}
