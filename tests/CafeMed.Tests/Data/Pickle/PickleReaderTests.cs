using System.Numerics;
using System.Text;
using CafeMed.Data.Pickle;

namespace CafeMed.Tests.Data.Pickle;

public sealed class PickleReaderTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public static TheoryData<int> Protocols => [0, 1, 2, 3, 4, 5];

    [Theory, MemberData(nameof(Protocols))]
    public void Plain_values_are_read_in_every_protocol(int protocol)
    {
        var map = Sample(protocol);

        Assert.Null(map["none"]);
        Assert.Equal((true, false), (map["yes"], map["no"]));
        Assert.Equal([7L, 70000L, -5L, -3_000_000_000L], [map["small"], map["word"], map["minus"], map["wide"]]);
        Assert.Equal(BigInteger.Pow(2, 70), map["long"]);
        Assert.Equal([1.5, double.NaN, double.NegativeInfinity], [map["real"], map["nan"], map["inf"]]);
        Assert.Equal("h\u00e9\u20ac\U0001F600 'quoted' \\ \n", map["text"]);
        Assert.Equal([0, 255], Assert.IsType<byte[]>(map["bytes"]));
        Assert.Equal("ab"u8.ToArray(), Assert.IsType<byte[]>(map["array of bytes"]));
        Assert.Equal(new Complex(1, 2), map["complex"]);
    }

    [Theory, MemberData(nameof(Protocols))]
    public void Collections_are_read_in_every_protocol(int protocol)
    {
        var map = Sample(protocol);

        Assert.Empty(Assert.IsType<PickleSequence>(map["list"]).Items);
        var tuples = Assert.IsType<PickleSequence>(map["tuples"]).Items.Cast<PickleSequence>().ToList();
        Assert.Equal([0, 1, 2, 3, 4], tuples.Select(tuple => tuple.Items.Count));
        Assert.All(tuples, tuple => Assert.Equal(PickleForm.Tuple, tuple.Form));
        Assert.Equal((PickleForm.Set, 3L), (((PickleSequence)map["set"]!).Form, ((PickleSequence)map["set"]!).Items.Single()));
        Assert.Equal((PickleForm.FrozenSet, 4L), (((PickleSequence)map["frozen"]!).Form, ((PickleSequence)map["frozen"]!).Items.Single()));
        var shared = ((PickleSequence)map["shared"]!).Items;
        Assert.Same(shared[0], shared[1]);
        var voc = Assert.IsType<PickleInstance>(map["voc"]);
        Assert.Equal("util.Voc", voc.ClassName);
        Assert.True(voc.Attributes.TryGet("idx2word", out var words));
        Assert.Equal([(0L, "4019"), (1L, "25000")], ((PickleMap)words!).Items.Select(pair => ((long)pair.Key!, (string)pair.Value!)));
    }

    [Theory, MemberData(nameof(Protocols))]
    public void Numpy_arrays_are_read_in_every_protocol_order_and_byte_order(int protocol)
    {
        var map = Sample(protocol);
        NumpyArray Array(string name) => Assert.IsType<NumpyArray>(map[name]);

        Assert.Equal([1, 2, 3, 4], Array("floats").ToDoubles());
        Assert.Equal([2, 2], Array("floats").Shape);
        Assert.Equal([1, 3, 5, 2, 4, 6], Array("columns").ToDoubles());
        Assert.Equal([1, -2, 300], Array("big").ToIntegers());
        Assert.Equal([5L, new BigInteger(ulong.MaxValue)], Array("unsigned").ToValues());
        Assert.Equal("CM1086", Fails.With("CM1086", () => Array("unsigned").ToIntegers()).Code);
        Assert.Equal([1, 0], Array("truths").ToIntegers());
        Assert.Equal([0.5], Array("half").ToDoubles());
        Assert.Equal([new Complex(1, -1)], Array("waves").ToComplex());
        Assert.Empty(Array("single").Shape);
        Assert.Equal([9], Array("single").ToIntegers());
        Assert.Equal([0, 3], Array("none of it").Shape);
        Assert.Empty(Array("none of it").ToDoubles());
        Assert.Equal("a", Array("objects").ToValues()[0]);
        Assert.Equal([2.5, -9L], [map["scalar"], map["count"]]);
        Assert.Equal("CM1086", Fails.With("CM1086", () => Array("waves").ToDoubles()).Code);
    }

    [Theory]
    [InlineData("d2")]
    [InlineData("d3")]
    [InlineData("d4")]
    public void A_vocabulary_written_by_dill_is_read_without_its_code(string sample)
    {
        var map = Assert.IsType<PickleMap>(Read(PickleSamples.Of(sample)));

        Assert.True(map.TryGet("med_voc", out var voc));
        Assert.Equal("__main__.Voc", Assert.IsType<PickleInstance>(voc).ClassName);
        Assert.True(((PickleInstance)voc!).Attributes.TryGet("word2idx", out var numbers));
        Assert.True(((PickleMap)numbers!).TryGet("A01A", out var number));
        Assert.Equal(0L, number);
    }

    // What pickle.dumps writes for a class whose __reduce__ returns (os.system, ("touch FILE",)), in the forms of all protocols.
    [Theory]
    [InlineData("cos\nsystem\n(S'touch {0}'\ntR.", "os.system")]
    [InlineData("cposix\nsystem\n(V{0}\ntR.", "posix.system")]
    [InlineData("\u0080\u0002csubprocess\nPopen\n(X\u0001\0\0\0xtR.", "subprocess.Popen")]
    [InlineData("\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093(\u008c\u0001xtR.", "os.system")]
    [InlineData("\u0080\u0004\u008c\u0008builtins\u008c\u0004eval\u0093(\u008c\u00011tR.", "builtins.eval")]
    [InlineData("\u0080\u0004\u008c\u0008builtins\u008c\u0007getattr\u0093.", "builtins.getattr")]
    [InlineData("(S'touch {0}'\nios\nsystem\n.", "os.system")]
    [InlineData("(cos\nsystem\nS'touch {0}'\no.", "os.system")]
    [InlineData("c__builtin__\nexec\n(S'x'\ntR.", "__builtin__.exec")]
    [InlineData("cdill._dill\n_import_module\n(S'os'\ntR.", "dill._dill._import_module")]
    [InlineData("cpandas.core.frame\nDataFrame\n.", "pandas.core.frame.DataFrame")]
    [InlineData("cbuiltins\nobject\n(tR.", "builtins.object")]
    public void What_is_not_data_is_refused_by_name_and_nothing_runs(string pickle, string named)
    {
        using var place = new TempFolder();
        var trace = place.File("ran").FullName;
        var before = AppDomain.CurrentDomain.GetAssemblies().Length;

        var fault = Fails.With("CM1082", () => Read(Encoding.Latin1.GetBytes(pickle.Replace("{0}", trace, StringComparison.Ordinal))));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(trace));
        Assert.Equal(before, AppDomain.CurrentDomain.GetAssemblies().Length);
    }

    [Theory]
    [InlineData("P1\n.", "PERSID")]
    [InlineData("NQ.", "BINPERSID")]
    [InlineData("\u0080\u0002\u0082\u0001.", "EXT")]
    [InlineData("\u0080\u0005\u0097.", "NEXT_BUFFER")]
    [InlineData("\u0080\u0004N)}\u0092.", "NEWOBJ_EX")]
    public void Instructions_that_reach_outside_are_refused_by_name(string pickle, string named) =>
        Assert.Contains(named, Fails.With("CM1081", () => Read(Encoding.Latin1.GetBytes(pickle))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("B\0\0\0\u0040", "CM1080")]
    [InlineData("X\0\0\0\u0040", "CM1080")]
    [InlineData("T\0\0\0\u0040", "CM1080")]
    [InlineData("\u008e\0\0\0\u0040\0\0\0\0", "CM1080")]
    [InlineData("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "CM1080")]
    [InlineData("\u0096\0\0\0\0\0\0\0\u0080", "CM1080")]
    [InlineData("\u008b\0\0\0\u0040", "CM1080")]
    [InlineData("\u0095\0\0\0\0\u0001\0\0\0.", "CM1080")]
    [InlineData("cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\0tU\u0001btR(K\u0001(J\0\0\u0010\0J\0\0\u0010\0tcnumpy\ndtype\n(U\u0002f8K\0K\u0001tRI00\nU\0tb.", "CM1085")]
    [InlineData("Nr\u00ff\u00ff\u00ff\u00ffj\u00fe\u00ff\u00ff\u00ff.", "CM1080")]
    public void A_claim_of_a_gigabyte_takes_no_memory(string pickle, string code)
    {
        var bytes = Encoding.Latin1.GetBytes(pickle);
        Fails.With(code, () => Read(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Fails.With(code, () => Read(bytes));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
    }

    [Fact]
    public void Many_small_values_are_refused_before_they_fill_memory()
    {
        var lists = new byte[200_000];
        lists.AsSpan().Fill((byte)']');

        Fails.With("CM1083", () => PickleReader.Read(lists, "lists", new PickleLimits { ObjectBytes = 1 << 20 }, _ct));
        Fails.With("CM1083", () => PickleReader.Read(lists, "lists", new PickleLimits { FileBytes = 1 << 10 }, _ct));
    }

    [Fact]
    public void Depth_is_bounded_without_a_deep_stack()
    {
        static byte[] Nested(int depth) => [.. Enumerable.Repeat((byte)']', depth), .. Enumerable.Repeat((byte)'a', depth - 1), (byte)'.'];

        Assert.IsType<PickleSequence>(Read(Nested(100)));
        Assert.Contains("deep", Fails.With("CM1084", () => Read(Nested(101))).Message, StringComparison.Ordinal);
        Fails.With("CM1084", () => Read(Nested(1_000_000)));
    }

    // x = []; y = x; 200 times: x = [x, x]: 2^200 paths, and 200 deep.
    [Fact]
    public void Shared_values_are_looked_at_once() =>
        Fails.With("CM1084", () => Read([(byte)']', .. Enumerable.Range(0, 200).SelectMany(i => new byte[] { (byte)'q', (byte)i, (byte)'0', (byte)']', (byte)'(', (byte)'h', (byte)i, (byte)'h', (byte)i, (byte)'e' }), (byte)'.']));

    [Theory]
    [InlineData("]q\0h\0a.")]
    [InlineData("]q\0(h\0te0h\0h\0\u0085a.")]
    [InlineData("}q\0(K\u0001h\0u.")]
    public void A_value_that_holds_itself_is_refused(string pickle)
    {
        var fault = Record.Exception(() => Read(Encoding.Latin1.GetBytes(pickle)));

        Assert.True(fault is CafeMedException { Fault.Code: "CM1084" or "CM1080" }, fault?.Message ?? "it was read");
    }

    [Theory, MemberData(nameof(Protocols))]
    public void A_pickle_that_breaks_off_anywhere_is_damaged(int protocol)
    {
        var whole = PickleSamples.Of($"v{protocol}");

        for (var length = 0; length < whole.Length; length += 1 + length / 150)
            Assert.StartsWith("CM108", Assert.Throws<CafeMedException>(() => Read(whole[..length])).Fault.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_the_end_is_not_passed_over() =>
        Assert.Contains("follow its end", Fails.With("CM1080", () => Read("N.N."u8.ToArray())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var place = new TempFolder();

        Assert.Contains("none.pkl", Fails.With("CM1087", () => PickleReader.Read(place.File("none.pkl"), null, _ct)).Message, StringComparison.Ordinal);
    }

    private object? Read(byte[] bytes) => PickleReader.Read(bytes, "sample", null, _ct);

    private Values Sample(int protocol) => new(Assert.IsType<PickleMap>(Read(PickleSamples.Of($"v{protocol}"))));

    private sealed class Values(PickleMap map)
    {
        public object? this[string key] => map.TryGet(key, out var value) ? value : throw new KeyNotFoundException(key);
    }
}
