namespace CafeMed.Learning.Causal;

/// <summary>What an estimator is doing.</summary>
public enum EffectStage
{
    /// <summary>Visits become columns.</summary>
    Encode,

    /// <summary>Products of every two columns that meet in a visit.</summary>
    Gram,

    /// <summary>Choosing the ridge penalty.</summary>
    Penalty,

    /// <summary>Inverting, once for each fold.</summary>
    Inverse,

    /// <summary>What of each code and drug the others do not explain, block by block.</summary>
    Residuals,

    /// <summary>Codes times drugs, block by block.</summary>
    Products,

    /// <summary>Standard errors by patient, block by block.</summary>
    Clusters,

    /// <summary>Probabilities of having each code.</summary>
    Propensities,

    /// <summary>Probabilities of being given each drug.</summary>
    Outcomes,

    /// <summary>Multiplicity, shrinkage, flags.</summary>
    Inference,
}
