using CafeMed.Serving.Audit;

namespace CafeMed.Serving.Pages;

/// <summary>The audit in numbers: what <c>GET /v1/audit</c> answers. Nothing was decrypted for it.</summary>
/// <param name="Notice">What this is not.</param>
/// <param name="Store">Where the log lies, without user or password.</param>
/// <param name="From">The first day that was looked at, UTC.</param>
/// <param name="To">The last one, UTC.</param>
/// <param name="Records">Records of these days.</param>
/// <param name="Days">Day by day, only days with records.</param>
/// <param name="Feedback">What became of the cards of these days.</param>
public sealed record AuditSummary(string Notice, string Store, DateOnly From, DateOnly To, int Records, IReadOnlyList<AuditDay> Days, FeedbackReport Feedback);
