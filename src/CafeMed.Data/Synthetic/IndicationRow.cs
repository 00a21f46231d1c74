namespace CafeMed.Data.Synthetic;

/// <summary>What a disease or a procedure does to a group of drugs.</summary>
/// <param name="Cause">The disease's or procedure's own word.</param>
/// <param name="ByDiagnosis">Whether the cause is a disease.</param>
/// <param name="CauseIndex">Where the cause is in its table.</param>
/// <param name="Drug">Column of the group.</param>
/// <param name="LogOdds">Added to the log odds, in nats; negative for a contraindication.</param>
internal sealed record IndicationRow(string Cause, bool ByDiagnosis, int CauseIndex, int Drug, double LogOdds);
