using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class CohortWriterTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task With_one_bucket_the_folder_is_that_of_a_cohort_in_memory_byte_for_byte()
    {
        var cohort = Some(40);
        await CohortFolder.WriteAsync(_place.Sub("whole"), cohort, new ReceiptBuilder().Build(cohort), _ct);

        await Write(cohort, 1);

        foreach (var name in new[] { "receipt.json", "visits-000.parquet" })
            Assert.Equal(File.ReadAllBytes(_place.File($"whole/{name}").FullName), File.ReadAllBytes(_place.File($"c/{name}").FullName));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public async Task Every_patient_is_in_the_shard_of_their_hash_with_everything_that_is_known(int buckets)
    {
        var cohort = Some(60);

        var receipt = await Write(cohort, buckets);

        var stored = CohortFolder.Open(_place.Sub("c"));
        Assert.Equal(buckets, stored.Shards);
        var read = new List<Patient>();
        for (var shard = 0; shard < stored.Shards; shard++)
        {
            var part = await stored.ReadAsync(shard, _ct);
            Assert.Equal(stored.Receipt.Shards[shard].Patients, part.Patients.Length);
            Assert.All(part.Patients, patient => Assert.Equal(shard, PatientBucket.Of(patient.Id, buckets)));
            read.AddRange(part.Patients);
        }
        Assert.Equal(cohort.Patients.OrderBy(patient => patient.Id, StringComparer.Ordinal), read.OrderBy(patient => patient.Id, StringComparer.Ordinal));
        Assert.Equal(read, (await CohortFolder.ReadAsync(_place.Sub("c"), _ct)).Cohort.Patients);
        Assert.Equal(receipt.ToJson(), stored.Receipt.ToJson());
    }

    [Fact]
    public async Task The_receipt_counts_the_same_whatever_the_number_of_shards()
    {
        var cohort = Some(60);
        var one = new ReceiptBuilder().Build(cohort);

        var several = await Write(cohort, 8);

        Assert.Equal((one.Patients, one.Visits, one.Repeated), (several.Patients, several.Visits, several.Repeated));
        Assert.Equal(one.Kinds, several.Kinds);
        Assert.Equal(several.Digest, CohortDigest.OfShards([.. several.Shards.Select(shard => shard.Digest)]));
        Assert.NotEqual(one.Digest, several.Digest);
    }

    [Fact]
    public async Task Nothing_is_left_where_it_is_given_up_and_an_older_cohort_stays()
    {
        await Write(Some(3), 2);
        using (var writer = CohortWriter.Create(_place.Sub("c"), "x", 4))
            writer.Add(Small.Anna);

        Assert.Equal(["c"], _place.Root.GetFileSystemInfos().Select(entry => entry.Name));
        Assert.Equal(3, CohortFolder.Open(_place.Sub("c")).Receipt.Patients);
    }

    [Fact]
    public async Task A_patient_who_comes_twice_is_a_fault()
    {
        using var writer = CohortWriter.Create(_place.Sub("c"), "x", 2);
        foreach (var patient in new[] { Small.Anna, Small.Ben, Small.Anna })
            writer.Add(patient);

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => writer.FinishAsync(new ReceiptBuilder(), _ct));

        Assert.Equal("CM1040", exception.Fault.Code);
        Assert.Contains("'anna'", exception.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_all_is_a_fault()
    {
        using var writer = CohortWriter.Create(_place.Sub("c"), "x", 2);

        Assert.Equal("CM1009", (await Assert.ThrowsAsync<CafeMedException>(() => writer.FinishAsync(new ReceiptBuilder(), _ct))).Fault.Code);
    }

    [Fact]
    public async Task A_shard_that_was_changed_or_is_missing_is_a_fault()
    {
        await Write(Some(40), 4);
        var (one, other) = (_place.File("c/visits-001.parquet").FullName, _place.File("c/visits-002.parquet").FullName);
        File.Copy(other, one, overwrite: true);
        var stored = CohortFolder.Open(_place.Sub("c"));

        Assert.NotEmpty((await stored.ReadAsync(0, _ct)).Patients);
        Assert.Equal("CM1014", (await Assert.ThrowsAsync<CafeMedException>(() => stored.ReadAsync(1, _ct))).Fault.Code);
        File.Delete(one);
        Assert.Contains("visits-001.parquet", Fails.With("CM1012", () => CohortFolder.Open(_place.Sub("c"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(40_000, 1)]
    [InlineData(40_001, 2)]
    [InlineData(1_000_000, 64)]
    [InlineData(2_000_000, 128)]
    [InlineData(1_000_000_000, 256)]
    public void Small_cohorts_have_one_shard(long patients, int buckets) => Assert.Equal(buckets, CohortWriter.BucketsFor(patients));

    [Fact]
    public void A_patients_bucket_is_for_ever() => Assert.Equal((6, 2, 0), (PatientBucket.Of("10006", 16), PatientBucket.Of("10006", 4), PatientBucket.Of("10006", 1)));

    [Fact]
    public void A_number_of_buckets_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CohortWriter.Create(_place.Sub("c"), "x", 3));
        Assert.ThrowsAny<ArgumentException>(() => CohortWriter.Create(_place.Sub("c"), "x", 0));
        Assert.ThrowsAny<ArgumentException>(() => CohortWriter.Create(_place.Sub("c"), "x", 512));
    }

    [Fact]
    public void The_digest_tells_times_at_which_codes_became_known()
    {
        var visit = Small.Ben.Visits[0];
        var timed = visit with { Codes = visit.Codes.With(CodeKind.Diagnosis, visit.Diagnoses, [visit.StartedAt]) };

        Assert.NotEqual(CohortDigest.Of(Small.Cohort), CohortDigest.Of(new("x", [Small.Anna, new("ben", [timed])])));
    }

    private async Task<CohortReceipt> Write(Cohort cohort, int buckets)
    {
        using var writer = CohortWriter.Create(_place.Sub("c"), cohort.Name, buckets);
        foreach (var patient in cohort.Patients)
            writer.Add(patient);
        return await writer.FinishAsync(new ReceiptBuilder(), _ct);
    }

    private static Cohort Some(int patients) => new("some", [.. Enumerable.Range(0, patients).Select(i => new Patient($"p{i * 7919 % 10007}", [Stay(i, 0), Stay(i, 1)]))]);

    private static Visit Stay(int patient, int number)
    {
        var start = new DateTime(2131, 1, 1, 3, 4, 5).AddDays(400 * number);
        CodeSet codes = [.. Enumerable.Range(0, patient % 5).Select(code => new Code(CodeSystem.Icd10Cm, $"I{code * patient}é"))];
        DateTime?[] known = [.. codes.Select((_, i) => i % 2 == 0 ? start.AddHours(i - 1) : (DateTime?)null)];
        var all = VisitCodes.Empty.With(CodeKind.Medication, [Code.Atc($"A10BA{patient % 7:00}"), Code.Atc("C09AA05")]);
        return new($"v{number}", start, number == 0 ? null : start.AddDays(3), all.With(CodeKind.Diagnosis, codes, number == 0 ? [.. known] : []));
    }
}
