using CafeMed.Serving.Audit;

namespace CafeMed.Serving;

/// <summary>What a server is put together from, besides its settings.</summary>
/// <param name="Models">Where the model comes from.</param>
/// <param name="Audit">Where answers are written down before they are sent; <see langword="null"/> for none.</param>
/// <param name="Time">The only clock.</param>
/// <param name="Log">Where lines of the log go, one JSON object each; <see langword="null"/> for nowhere.</param>
public sealed record ServerParts(IModelSource Models, IAuditLog? Audit, TimeProvider Time, TextWriter? Log);
