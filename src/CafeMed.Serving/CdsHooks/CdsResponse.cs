namespace CafeMed.Serving.CdsHooks;

/// <summary>An answer of a CDS service.</summary>
/// <param name="Cards">The cards; none where there is nothing to tell.</param>
/// <param name="Extension">What the standard has no place for.</param>
internal sealed record CdsResponse(IReadOnlyList<CdsCard> Cards, CdsResponse.Extensions? Extension = null)
{
    /// <summary>Ours, under our name.</summary>
    /// <param name="Notice">What it is not.</param>
    /// <param name="ModelHash">SHA-256 of the bundle.</param>
    /// <param name="AlreadyShown">Alerts that were told at order-select and are not repeated; left out where there are none.</param>
    internal sealed record Extensions(
        [property: System.Text.Json.Serialization.JsonPropertyName("org.cafemed.notice")] string Notice,
        [property: System.Text.Json.Serialization.JsonPropertyName("org.cafemed.model")] string ModelHash,
        [property: System.Text.Json.Serialization.JsonPropertyName("org.cafemed.already-shown")] int? AlreadyShown);
}
