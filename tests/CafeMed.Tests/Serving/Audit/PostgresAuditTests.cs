using CafeMed.Serving.Audit;
using CafeMed.Tests.Data;
using Npgsql;
using static CafeMed.Tests.Serving.Audit.AuditTrial;

namespace CafeMed.Tests.Serving.Audit;

public sealed class PostgresAuditTests(PostgresServer server) : AuditLogContract, IClassFixture<PostgresServer>
{
    internal override async Task<AuditOptions> NewAsync(string name = "audit")
    {
        var schema = $"{name}_{Guid.NewGuid():N}";
        var connection = server.Require();
        await server.FillAsync(schema, new Dictionary<string, string>(), Ct);
        return new AuditOptions { Store = $"{connection};Search Path={schema};Pooling=false", KeyFile = Place.File($"{name}.key").FullName };
    }

    [Fact]
    public async Task A_connection_that_was_cut_is_a_fault_and_the_next_record_is_written()
    {
        var options = await NewAsync();
        await using var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);
        await log.AppendAsync(Entry(1), Ct);
        await using var connection = new NpgsqlConnection(options.Store);
        await connection.OpenAsync(Ct);
        await Dapper.SqlMapper.ExecuteAsync(connection, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cafemed audit' and pid <> pg_backend_pid()");

        var fault = await FailsAsync("CM6061", () => log.AppendAsync(Entry(2), Ct).AsTask());
        var receipt = await log.AppendAsync(Entry(3), Ct);

        Assert.Equal(2, receipt.Sequence);
        Assert.DoesNotContain(PostgresServer.Password, fault.ToString(), StringComparison.Ordinal);
        Assert.True((await VerifyAsync(options, Ct)).Whole);
    }

    [Fact]
    public async Task Who_only_writes_cannot_change_or_take_out()
    {
        var options = await NewAsync();
        await FillAsync(options, 2, Ct);
        await using var connection = new NpgsqlConnection(options.Store);
        await connection.OpenAsync(Ct);

        var rights = await Dapper.SqlMapper.QueryAsync<string>(connection, "select privilege_type::text from information_schema.role_table_grants where table_schema = current_schema() and table_name = 'audit_records'");

        Assert.DoesNotContain("UPDATE", rights);
        Assert.DoesNotContain("DELETE", rights);
        Assert.DoesNotContain("TRUNCATE", rights);
        await Assert.ThrowsAsync<PostgresException>(() => Dapper.SqlMapper.ExecuteAsync(connection, "truncate audit_records"));
    }

    [Theory]
    [InlineData("Host=db;Pasword=pa55word-1", "CM6070")]
    [InlineData("Password=pa55word-1", "CM6070")]
    [InlineData("Host=/no-such-folder;Password=pa55word-1;Username=me", "CM6071")]
    public async Task A_connection_that_cannot_be_used_is_not_repeated(string connection, string code)
    {
        var exception = await FailsAsync(code, () => AuditReader.OpenAsync(new AuditOptions { Store = connection }, Ct));

        Assert.DoesNotContain("pa55word-1", exception.ToString() + exception.Fault);
        Assert.DoesNotContain("pa55word-1", new AuditOptions { Store = connection }.ToString());
    }

    [Fact]
    public async Task A_key_file_must_be_named() =>
        await FailsAsync("CM6067", () => AuditLog.OpenAsync(new AuditOptions { Store = "Host=/no-such-folder" }, TimeProvider.System, Ct));
}
