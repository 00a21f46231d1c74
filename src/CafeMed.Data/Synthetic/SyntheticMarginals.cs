namespace CafeMed.Data.Synthetic;

/// <summary>Sums over visits, for the calibration: of what was drawn and of its chances.</summary>
internal sealed class SyntheticMarginals
{
    private double _visits, _diagnoses, _procedures, _drugs;
    private double _diagnosisSlope, _procedureSlope, _drugSlope;

    public double Diagnoses => _diagnoses / _visits;

    public double Procedures => _procedures / _visits;

    public double Drugs => _drugs / _visits;

    /// <summary>How much a mean grows for each nat on all its log odds, others held.</summary>
    public double DiagnosisSlope => _diagnosisSlope / _visits;

    public double ProcedureSlope => _procedureSlope / _visits;

    public double DrugSlope => _drugSlope / _visits;

    /// <summary>Adds a visit.</summary>
    public void Add(SyntheticStay stay, float[] drugs, int diseases)
    {
        _visits++;
        for (var cause = 0; cause < stay.Codes.Length; cause++)
        {
            double probability = stay.Propensities[cause];
            if (cause < diseases)
                (_diagnoses, _diagnosisSlope) = (_diagnoses + (stay.Codes[cause] >= 0 ? 1 : 0), _diagnosisSlope + (stay.Codes[cause] >= 0 ? 0.8 : 0));
            else
                (_procedures, _procedureSlope) = (_procedures + probability, _procedureSlope + probability * (1 - probability));
        }
        foreach (var drug in drugs)
            (_drugs, _drugSlope) = (_drugs + drug, _drugSlope + drug * (1.0 - drug));
    }
}
