namespace CafeMed.Safety.Knowledge;

/// <summary>All that the rules know.</summary>
/// <param name="Interactions">Facts about pairs of ingredients.</param>
/// <param name="Tables">Classes, contraindications, cross-allergies, the ONC list, management.</param>
public sealed record SafetyKnowledge(InteractionKnowledge Interactions, SafetyTables Tables)
{
    /// <summary>What ships with the product.</summary>
    public static SafetyKnowledge Shipped()
    {
        var tables = SafetyTables.Shipped();
        return new SafetyKnowledge(new InteractionKnowledge(InteractionKnowledge.Base(), InteractionKnowledge.Supplement(tables.Classes)), tables);
    }
}
