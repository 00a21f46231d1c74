using System.ComponentModel.DataAnnotations;

namespace CafeMed.Serving.Options;

/// <summary>Where answers are written down before they are sent.</summary>
public sealed record AuditPlaceOptions
{
    /// <summary>What switches the audit off.</summary>
    public const string None = "none";

    /// <summary>Path of an SQLite file, or a PostgreSQL connection string. Default <c>cafemed-audit.db</c> in the current folder; <c>none</c> writes nothing down.</summary>
    [Required]
    public string Store { get; init; } = "cafemed-audit.db";

    /// <summary>Path of the key file. Default: the SQLite file's path with <c>.key</c> after it; to be given for PostgreSQL.</summary>
    public string? KeyFile { get; init; }
}
