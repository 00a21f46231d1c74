namespace CafeMed.Data;

/// <summary>A table of the product's own, as data/maps/maps.json describes it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="File">Its file below data/maps.</param>
/// <param name="Version">Its edition.</param>
/// <param name="Rows">Its lines.</param>
/// <param name="Sha256">SHA-256 of the file, in hexadecimal.</param>
/// <param name="What">What it maps.</param>
/// <param name="Source">Where its facts come from.</param>
/// <param name="Licence">Under what terms.</param>
public sealed record ShippedMap(string Name, string File, string Version, int Rows, string Sha256, string What, string Source, string Licence);
