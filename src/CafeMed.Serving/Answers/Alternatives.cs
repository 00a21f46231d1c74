namespace CafeMed.Serving.Answers;

/// <summary>What could be given in the place of a drug: the most probable of its group, and of any, without a known interaction with the rest of the set.</summary>
internal sealed class Alternatives
{
    private const int Offered = 3;
    private readonly ServedModel _model;

    // (M, M), whether anything is known between two drugs: to ask the graph by codes takes thirty times as long.
    private readonly bool[] _known;

    public Alternatives(ServedModel model)
    {
        _model = model;
        var drugs = model.Vocabularies.Medications;
        _known = new bool[drugs.Count * drugs.Count];
        foreach (var edge in model.Graph.Interactions)
            if (drugs.IndexOf(edge.First) is >= 0 and var i && drugs.IndexOf(edge.Second) is >= 0 and var j)
                _known[i * drugs.Count + j] = _known[j * drugs.Count + i] = true;
    }

    /// <summary>For one recommendation.</summary>
    public Here For(Recommendation recommendation) => new(this, recommendation);

    /// <summary>The alternatives beside one recommendation; those that fit are looked for at the first question.</summary>
    internal sealed class Here(Alternatives all, Recommendation recommendation)
    {
        // Drugs outside the set, with the one drug of the set that they interact with, if there is one alone.
        private List<(Code Drug, Code? Against)>? _fitting;

        /// <summary>In the place of <paramref name="code"/>.</summary>
        public InsteadAnswer Instead(Code code)
        {
            _fitting ??= Fitting();
            var group = AtcLevel.Of(code) > 3 ? code.Value[..4] : code.Value;
            var (same, any) = (new List<NamedCode>(Offered), new List<NamedCode>(Offered));
            foreach (var (drug, against) in _fitting)
            {
                if (drug == code || (against is { } other && other != code))
                    continue;
                var into = drug.Value.StartsWith(group, StringComparison.Ordinal) ? same : any;
                if (into.Count < Offered)
                    into.Add(Named(drug));
                if (same.Count + any.Count == 2 * Offered)
                    break;
            }
            return new InsteadAnswer(Named(code), same) { Next = any };
        }

        private NamedCode Named(Code code) => new(code, all._model.Names.Label(code));

        private List<(Code Drug, Code? Against)> Fitting()
        {
            var drugs = all._model.Vocabularies.Medications;
            var set = recommendation.Codes.Select(code => (Code: code, Column: drugs.IndexOf(code))).ToArray();
            var fitting = new List<(Code, Code?)>();
            foreach (var drug in recommendation.Medications)
                if (!drug.Proposed && !all._model.Graph.Unknown.Contains(drug.Code) && Against(drug.Code, drugs.IndexOf(drug.Code)) is (< 2, var against))
                    fitting.Add((drug.Code, against));
            return fitting;

            (int Count, Code? Against) Against(Code drug, int column)
            {
                var (count, against) = (0, (Code?)null);
                foreach (var one in set)
                    if (column >= 0 && one.Column >= 0 ? all._known[column * drugs.Count + one.Column] : all._model.Graph.Between(drug, one.Code) is not null)
                        (count, against) = (count + 1, one.Code);
                return (count, against);
            }
        }
    }
}
