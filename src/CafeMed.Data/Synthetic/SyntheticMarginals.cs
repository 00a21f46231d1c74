namespace CafeMed.Data.Synthetic;

/// <summary>Sums over visits, for the calibration: diagnoses as drawn, procedures and drugs by their chances.</summary>
internal sealed class SyntheticMarginals
{
    private double _visits, _diagnoses, _procedures, _drugs;

    public double Diagnoses => _diagnoses / _visits;

    public double Procedures => _procedures / _visits;

    public double Drugs => _drugs / _visits;

    /// <summary>Adds a visit.</summary>
    public void Add(SyntheticStay stay, float[] drugs, int diseases)
    {
        _visits++;
        for (var cause = 0; cause < stay.Codes.Length; cause++)
            if (cause >= diseases)
                _procedures += stay.Propensities[cause];
            else if (stay.Codes[cause] >= 0)
                _diagnoses++;
        foreach (var drug in drugs)
            _drugs += drug;
    }
}
