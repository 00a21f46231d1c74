namespace CafeMed.Data;

/// <summary>What a criterion left out.</summary>
/// <param name="Criterion">In words.</param>
/// <param name="Patients">Patients that lost their last visit by it.</param>
/// <param name="Visits">Visits it left out.</param>
/// <param name="Codes">Codes it took from visits that stayed.</param>
public sealed record CriterionDrop(string Criterion, int Patients, int Visits, long Codes);
