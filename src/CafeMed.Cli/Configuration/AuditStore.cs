using System.CommandLine;
using CafeMed.Serving.Audit;

namespace CafeMed.Cli.Configuration;

/// <summary>The options that say which audit log; the same for every command on it.</summary>
internal sealed class AuditStore
{
    private readonly Option<string> _store = new("--store")
    {
        Description = "The audit log: path of an SQLite file, or a PostgreSQL connection string \"Host=…;Database=…\" (the password better in PGPASSWORD or a passfile).",
        HelpName = "STORE",
        Required = true,
    };

    private readonly Option<FileInfo?> _key = new("--key")
    {
        Description = "The log's key file. Default: the SQLite file's path with .key after it; for PostgreSQL none.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public AuditStore(Command command)
    {
        command.Add(_store);
        command.Add(_key);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_store) is { Tokens: [{ Value: var text }] } && string.IsNullOrWhiteSpace(text))
                result.AddError("--store must not be empty.");
        });
    }

    /// <summary>What was said.</summary>
    public AuditOptions Of(ParseResult parsed) => new() { Store = parsed.GetValue(_store)!, KeyFile = parsed.GetValue(_key)?.FullName };
}
