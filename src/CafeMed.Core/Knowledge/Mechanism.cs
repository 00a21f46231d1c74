namespace CafeMed;

/// <summary>Why a combination, or a drug for a patient, is objected to: a closed list. The number is the order in which a text that names several is read, and what is stored.</summary>
/// <remarks>What the source's text means is decided by the term rules of data/interactions/mechanisms.csv: an outcome that the text names goes before the way it comes about.</remarks>
public enum Mechanism
{
    /// <summary>Something else, or not told.</summary>
    Other = 0,

    /// <summary>Bleeding.</summary>
    Bleeding = 1,

    /// <summary>A longer QT interval, torsades de pointes.</summary>
    QtProlongation = 2,

    /// <summary>Serotonin syndrome.</summary>
    Serotonin = 3,

    /// <summary>Muscle damage, rhabdomyolysis.</summary>
    Muscle = 4,

    /// <summary>Too little potassium.</summary>
    PotassiumLoss = 5,

    /// <summary>Too much potassium.</summary>
    Potassium = 6,

    /// <summary>Too little sodium.</summary>
    Sodium = 7,

    /// <summary>Lactic acidosis.</summary>
    LacticAcidosis = 8,

    /// <summary>Kidney damage.</summary>
    Nephrotoxicity = 9,

    /// <summary>Damage to hearing or balance.</summary>
    Ototoxicity = 10,

    /// <summary>Too little glucose, or its signs hidden.</summary>
    Hypoglycemia = 11,

    /// <summary>Too much glucose.</summary>
    Hyperglycemia = 12,

    /// <summary>Narrowed vessels, high blood pressure, ergotism.</summary>
    Vasoconstriction = 13,

    /// <summary>Low blood pressure.</summary>
    Hypotension = 14,

    /// <summary>Slow heart, blocked conduction.</summary>
    Bradycardia = 15,

    /// <summary>A weaker heart.</summary>
    HeartFailure = 16,

    /// <summary>Arrhythmia by another way than the QT interval.</summary>
    Arrhythmia = 17,

    /// <summary>Sedation, respiratory depression.</summary>
    Sedation = 18,

    /// <summary>Seizures.</summary>
    Seizures = 19,

    /// <summary>Anticholinergic effects.</summary>
    Anticholinergic = 20,

    /// <summary>Bone marrow toxicity.</summary>
    Marrow = 21,

    /// <summary>Infection, or too much or too little immunosuppression.</summary>
    Infection = 22,

    /// <summary>Liver damage.</summary>
    Liver = 23,

    /// <summary>Damage to nerves or mind.</summary>
    Neurotoxicity = 24,

    /// <summary>Angioedema.</summary>
    Angioedema = 25,

    /// <summary>Lung damage.</summary>
    Lung = 26,

    /// <summary>Neuromuscular block.</summary>
    Neuromuscular = 27,

    /// <summary>A disulfiram reaction.</summary>
    Disulfiram = 28,

    /// <summary>Less is absorbed.</summary>
    Absorption = 29,

    /// <summary>CYP3A4 is inhibited, so that its substrate rises.</summary>
    Cyp3a4Inhibition = 30,

    /// <summary>Metabolism is induced, so that the drug falls.</summary>
    MetabolismInduction = 31,

    /// <summary>Metabolism is inhibited, so that the drug rises; the enzyme is another than CYP3A4, or not told.</summary>
    MetabolismInhibition = 32,

    /// <summary>Opposite effects.</summary>
    Antagonism = 33,

    /// <summary>A lower level, the way not told.</summary>
    LoweredLevel = 34,

    /// <summary>A weaker effect, the way not told.</summary>
    ReducedEffect = 35,

    /// <summary>A higher level, the way not told.</summary>
    RaisedLevel = 36,

    /// <summary>Allergy.</summary>
    Hypersensitivity = 37,

    /// <summary>The same treatment twice.</summary>
    Duplication = 38,

    /// <summary>Harm to an unborn child.</summary>
    FetalHarm = 39,

    /// <summary>A disease is made worse.</summary>
    Disease = 40,

    /// <summary>Many drugs at once.</summary>
    DrugCount = 41,
}
