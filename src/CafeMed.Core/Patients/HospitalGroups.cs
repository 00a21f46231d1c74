namespace CafeMed;

/// <summary>Puts hospitals that share a patient into one group, so that neither a hospital nor a patient is in two parts.</summary>
/// <remarks>Patients of whom no visit names a hospital are one group of their own.</remarks>
internal sealed class HospitalGroups
{
    private const string Unnamed = "";

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<int> _parents = [];

    /// <summary>Takes a patient; the number of one of their hospitals.</summary>
    public int Add(Patient patient)
    {
        var first = -1;
        foreach (var visit in patient.Visits)
            foreach (var site in visit[CodeKind.Site])
            {
                var number = Number(site.ToString());
                first = first < 0 ? number : first;
                Join(first, number);
            }
        return first < 0 ? Number(Unnamed) : first;
    }

    /// <summary>The name of a hospital's group, when all were added: that of the first of its hospitals in order.</summary>
    /// <exception cref="CafeMedException"><c>CM2042</c>: no hospital has a name.</exception>
    public string NameOf(int number)
    {
        if (_names.All(name => name == Unnamed))
            throw SplitFaults.NoHospital();
        return _names[Root(number)];
    }

    private int Number(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
            return number;
        _names.Add(name);
        _parents.Add(_parents.Count);
        return _numbers[name] = _parents.Count - 1;
    }

    private int Root(int number)
    {
        while (_parents[number] != number)
            number = _parents[number] = _parents[_parents[number]];
        return number;
    }

    // The lesser name leads, so that a group's name does not depend on the order of patients.
    private void Join(int one, int other)
    {
        var (first, second) = (Root(one), Root(other));
        if (string.CompareOrdinal(_names[first], _names[second]) <= 0)
            _parents[second] = first;
        else
            _parents[first] = second;
    }
}
