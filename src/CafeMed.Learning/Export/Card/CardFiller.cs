namespace CafeMed.Learning.Export.Card;

/// <summary>Who filled an attribute of a model card.</summary>
public enum CardFiller
{
    /// <summary>Nobody yet: the deployer has to.</summary>
    Open,

    /// <summary>The program, from the run and its cohort.</summary>
    Run,

    /// <summary>The project: it holds for every model that the program trains.</summary>
    Project,

    /// <summary>Whoever deploys the model, in a file of their own.</summary>
    Deployer,
}
