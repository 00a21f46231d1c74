using System.Globalization;

namespace CafeMed.Data.Synthetic;

/// <summary>Writes down what happened at a visit, with the hospital's mistakes. Used again for the next visit.</summary>
internal sealed class SyntheticRecorder(SyntheticModel model)
{
    private readonly List<Code> _diagnoses = [];
    private readonly List<Code> _procedures = [];
    private readonly List<Code> _drugs = [];

    /// <summary>(M) what the record says was given.</summary>
    public bool[] Labels { get; } = new bool[model.Medications.Length];

    /// <summary>Diagnoses and procedures of the record, by number.</summary>
    public List<int> Codes { get; } = [];

    /// <summary>Diagnoses and procedures that were left out, by number.</summary>
    public List<int> Lost { get; } = [];

    /// <summary>The visit as recorded.</summary>
    public Visit Record(SyntheticPerson person, SyntheticStay stay, bool[] given, int number, DateTime start, DateTime end)
    {
        var site = model.Sites[person.Site];
        Sort(person, stay, site.MissingCodes);
        Label(person, given, site);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{person.Id}-{number:D2}"), start, end,
            new VisitCodes(
            [
                new(CodeKind.Diagnosis, Set(_diagnoses)),
                new(CodeKind.Procedure, Set(_procedures)),
                new(CodeKind.Medication, Set(_drugs)),
                new(CodeKind.Age, SyntheticContext.Ages[stay.Band]),
                new(CodeKind.Sex, SyntheticContext.Sexes[person.Female ? 0 : 1]),
                new(CodeKind.Site, model.SiteCodes[person.Site]),
                new(CodeKind.Unit, SyntheticContext.Units[stay.Unit()]),
                new(CodeKind.AdmissionType, SyntheticContext.Admissions[stay.Admission]),
            ]));
    }

    private void Sort(SyntheticPerson person, SyntheticStay stay, double missing)
    {
        foreach (var list in new[] { Codes, Lost })
            list.Clear();
        foreach (var code in stay.Codes)
            if (code >= 0)
                (missing > 0 && person.Noise.Chance(missing) ? Lost : Codes).Add(code);
        // A stay without a diagnosis would be no stay: the first of them is always written down.
        if (Codes.Count == 0 || model.Causes.OfCode[Codes[0]] >= model.Causes.Diseases)
        {
            Codes.Insert(0, Lost[0]);
            Lost.RemoveAt(0);
        }
        _diagnoses.Clear();
        _procedures.Clear();
        foreach (var code in Codes)
            (model.Causes.OfCode[code] < model.Causes.Diseases ? _diagnoses : _procedures).Add(model.Causes.Codes[code]);
    }

    private void Label(SyntheticPerson person, bool[] given, SyntheticSite site)
    {
        _drugs.Clear();
        var noisy = site.MissingLabels > 0 || site.SpuriousLabels > 0;
        for (var m = 0; m < given.Length; m++)
        {
            Labels[m] = noisy && person.Noise.Chance(given[m] ? site.MissingLabels : site.SpuriousLabels) ? !given[m] : given[m];
            if (Labels[m])
                _drugs.Add(model.Tables.Drugs[m].Ingredients[person.Ingredients[m] >= 0 ? person.Ingredients[m] : model.FirstIngredients[person.Site][m]]);
        }
    }

    private static CodeSet Set(List<Code> codes) => CodeSet.Create(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(codes));
}
