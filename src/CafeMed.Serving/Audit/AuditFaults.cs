namespace CafeMed.Serving.Audit;

/// <summary>The faults of the audit log.</summary>
internal static class AuditFaults
{
    public static CafeMedException Busy(int waiting) => new(new Fault(
        "CM6060",
        $"The audit log is busy: {waiting} record(s) wait to be written, and nothing is answered that is not written down.",
        "Come back in a second; where it stays so, the disk or the database is too slow for the load."));

    public static CafeMedException NotStored(string store, string why, Exception? inner) => new(new Fault(
        "CM6061",
        $"The audit log in {store} did not take the record: {why.Split('\n')[0].TrimEnd('.', '\'', ' ')}.",
        "Nothing was acknowledged. Make room on the disk, or see that the database answers and nobody holds its lock, and ask again."), inner);

    public static CafeMedException Closed() => new(new Fault(
        "CM6062",
        "The audit log is closed: the server is stopping.",
        "Ask again when the server is back."));

    public static CafeMedException BadEntry(string why) => new(new Fault(
        "CM6063",
        $"The record cannot be stored: {why}.",
        "Kinds have 1 to 64 characters, other names up to 512; text is well-formed and without NUL; input and answer have up to 16 MiB together, facts and comment up to 64 KiB each."));

    public static CafeMedException NoStore(string store) => new(new Fault(
        "CM6064",
        $"There is no audit log in {store}.",
        "Check the path or the connection; `cafemed serve` makes the log when it first starts."));

    public static CafeMedException NotAStore(string store, string why, Exception? inner = null) => new(new Fault(
        "CM6065",
        $"The database {store} is not an audit log: {why.Split('\n')[0].TrimEnd('.')}.",
        "Give the database that `cafemed serve` wrote, or a new one. Where the log was damaged, restore it from a copy and verify that."), inner);

    public static CafeMedException OtherVersion(string store, string found, string known) => new(new Fault(
        "CM6066",
        $"The audit log in {store} has schema version {found}; this program reads and writes version {known}.",
        "Use the program that wrote it; logs are kept as they are and never migrated in place."));

    public static CafeMedException NoKey(string file) => new(new Fault(
        "CM6067",
        $"There is no audit key '{file}'.",
        "Give the key file that was made with the log. Without it the chain can be verified, and nothing can be decrypted or added."));

    public static CafeMedException BadKey(string file, string why, Exception? inner = null) => new(new Fault(
        "CM6068",
        $"The audit key '{file}' cannot be used: {why.Split('\n')[0].TrimEnd('.')}.",
        "Restore the key file from its copy; it is JSON that the log's first start wrote, and nobody but its owner may read it (mode 600)."), inner);

    public static CafeMedException OtherKey(string file, string store) => new(new Fault(
        "CM6069",
        $"The key '{file}' does not belong to the audit log in {store}.",
        "Give the key file that was made with this log."));

    public static CafeMedException ConnectionText() => new(new Fault(
        "CM6070",
        "The connection to the audit database cannot be read; it is not shown here because it may hold a password.",
        "Write it as \"Host=db;Database=audit;Username=cafemed;Password=…\", or give the path of an SQLite file."));

    public static CafeMedException Unreachable(string store, string why, Exception? inner) => new(new Fault(
        "CM6071",
        $"The audit log in {store} cannot be opened: {why.Split('\n')[0].TrimEnd('.', '\'', ' ')}.",
        "Check that the place exists and may be written, that the database runs, and that user and password are right."), inner);

    public static CafeMedException NoRecord(string id) => new(new Fault(
        "CM6072",
        $"The audit log has no record '{id}'.",
        "Identifiers have 26 characters and are answered with every recommendation; `cafemed audit verify` says how many records there are."));

    public static CafeMedException Shredded(string id) => new(new Fault(
        "CM6073",
        $"Record '{id}' cannot be read any more: the key of its subject was destroyed.",
        "That cannot be undone in this log; the record still counts in the chain."));

    public static CafeMedException Undecryptable(string id, string why, Exception? inner = null) => new(new Fault(
        "CM6074",
        $"Record '{id}' does not decrypt: {why.TrimEnd('.')}.",
        "The record or the key was changed after it was written; `cafemed audit verify` says which records are whole."), inner);

    public static CafeMedException OtherBundle(string id, string recorded, string given) => new(new Fault(
        "CM6075",
        $"Record '{id}' was answered by the bundle {Start(recorded)}, not by {Start(given)}.",
        "Replay it with the bundle that answered; bundles are named by their SHA-256."));

    public static CafeMedException NoSubject() => new(new Fault(
        "CM6076",
        "The audit log holds no key for this subject.",
        "Nothing was written about it, or its key was destroyed before. Subjects are compared to the letter."));

    public static CafeMedException BadHead(string text) => new(new Fault(
        "CM6077",
        $"'{text}' is not the head of a chain.",
        "Write it as `cafemed audit verify` prints it: the number of the last record, a colon, and 64 hexadecimal digits."));

    public static CafeMedException NotReplayable(string id, string kind) => new(new Fault(
        "CM6078",
        $"Record '{id}' is a record of the kind '{kind}', which answers nothing.",
        "Give the identifier of a recommendation, a check or a hook."));

    public static CafeMedException Cut(string store, long expected, long found) => new(new Fault(
        "CM6079",
        $"The audit log in {store} was cut: it had {expected} record(s) and has {found}.",
        "Nothing is added to a log that lost records. Keep the file for the inquiry, restore the log from a copy, or start a new one."));

    private static string Start(string hash) => hash.Length == 0 ? "(none)" : hash[..Math.Min(12, hash.Length)];
}
