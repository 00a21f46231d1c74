using System.Buffers.Binary;
using System.Collections;
using System.Text.Json;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Storage;
using CafeMed.Tests.Data;
using CsCheck;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Storage;

[Collection(TorchTests.Turn)]
public sealed class TensorFileTests : IDisposable
{
    private readonly TempFolder _place = new();

    private FileInfo File => _place.File("some.safetensors");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void What_is_written_is_read_back_to_the_bit() =>
        Gen.Select(Gen.Int[0, 4].Array[0, 3].Array[0, 4], Gen.String.Array[0, 3], Gen.Int).Sample((shapes, said, seed) =>
        {
            using var scope = NewDisposeScope();
            random.manual_seed(seed);
            var tensors = shapes.Select((shape, i) => (Name: $"Größe {i} “x”", Value: randn([.. shape.Select(size => (long)size)])))
                .ToDictionary(pair => pair.Name, pair => pair.Value);
            var texts = said.Where(text => !text.Any(char.IsSurrogate)).Select((text, i) => (text, i)).ToDictionary(pair => $"ключ {pair.i}", pair => pair.text);

            TensorFile.Write(File, tensors, texts);
            var read = TensorFile.Read(File);

            Assert.Equal(texts, read.Texts);
            Assert.Equal(tensors.Keys, read.Tensors.Keys);
            foreach (var (name, value) in tensors)
            {
                Assert.Equal(value.shape, read.Tensors[name].shape);
                Assert.Equal(ScalarType.Float32, read.Tensors[name].dtype);
                Assert.Equal(value.Floats(), read.Tensors[name].Floats());
            }
        }, iter: 40, threads: 1);

    [Fact]
    public void Numbers_without_a_value_and_letters_of_every_script_survive()
    {
        using var scope = NewDisposeScope();
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue];

        TensorFile.Write(File, new Dictionary<string, Tensor> { ["odd"] = tensor(odd) }, new Dictionary<string, string> { ["ключ"] = "漢字 \"é\" 💊\n" });
        var (tensors, texts) = TensorFile.Read(File);

        Assert.Equal(odd.Select(BitConverter.SingleToInt32Bits), tensors["odd"].Floats().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal("漢字 \"é\" 💊\n", texts["ключ"]);
    }

    [Fact]
    public void A_transposed_or_whole_number_tensor_is_written_as_rows_of_floats()
    {
        using var scope = NewDisposeScope();

        TensorFile.Write(File, new Dictionary<string, Tensor> { ["t"] = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, 2, 3).t(), ["n"] = tensor(new long[] { 7, 8 }) }, Nothing);
        var (tensors, _) = TensorFile.Read(File);

        Assert.Equal([3, 2], tensors["t"].shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], tensors["t"].Floats());
        Assert.Equal([7, 8], tensors["n"].Floats());
    }

    [Fact]
    public void The_file_is_what_other_tools_call_safetensors()
    {
        using var scope = NewDisposeScope();
        TensorFile.Write(File, new Dictionary<string, Tensor> { ["a"] = ones(2, 3), ["none"] = zeros(0, 5), ["b"] = tensor(7f) }, new Dictionary<string, string> { ["k"] = "v" });

        var bytes = System.IO.File.ReadAllBytes(File.FullName);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));

        Assert.Equal("v", header.RootElement.GetProperty("__metadata__").GetProperty("k").GetString());
        var (end, seen) = (0L, new List<string>());
        foreach (var entry in header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            seen.Add(entry.Name);
            Assert.Equal("F32", entry.Value.GetProperty("dtype").GetString());
            var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64());
            var place = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64()).ToArray();
            Assert.Equal(2, place.Length);
            Assert.Equal(end, place[0]);
            Assert.Equal(end + 4 * shape.Aggregate(1L, (all, size) => all * size), place[1]);
            end = place[1];
        }
        Assert.Equal(["a", "none", "b"], seen);
        Assert.Equal(bytes.Length, 8 + length + end);
        Assert.Equal(7f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(bytes.Length - 4)));
    }

    [Fact]
    public void No_file_is_a_fault() => Fails.With("CM3011", () => TensorFile.Read(File));

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault() =>
        Fails.With("CM3010", () => TensorFile.Write(new FileInfo(Path.Combine(_place.Root.FullName, "gone", "x")), NoTensors, Nothing));

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_a_fault_and_nothing_is_left_beside_it()
    {
        _place.Sub(File.Name).Create();

        Fails.With("CM3010", () => TensorFile.Write(File, NoTensors, Nothing));

        Assert.Equal([File.Name], _place.Root.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    [Fact]
    public void When_the_disk_is_full_the_file_of_before_stays_whole_and_nothing_is_left_beside_it()
    {
        using var scope = NewDisposeScope();
        TensorFile.Write(File, new Dictionary<string, Tensor> { ["a"] = ones(3) }, Nothing);
        var before = System.IO.File.ReadAllBytes(File.FullName);

        Fails.With("CM3010", () => TensorFile.Write(File, new FullDisk(new() { ["a"] = zeros(3), ["b"] = zeros(3) }), Nothing));

        Assert.Equal(before, System.IO.File.ReadAllBytes(File.FullName));
        Assert.Equal([File.Name], _place.Root.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    private static Dictionary<string, Tensor> NoTensors => [];

    private static Dictionary<string, string> Nothing => [];

    /// <summary>Fails when it is walked through a second time: after the header, before all numbers are written.</summary>
    private sealed class FullDisk(Dictionary<string, Tensor> inner) : IReadOnlyDictionary<string, Tensor>
    {
        private int _walks;

        public int Count => inner.Count;

        public IEnumerable<string> Keys => inner.Keys;

        public IEnumerable<Tensor> Values => inner.Values;

        public Tensor this[string key] => inner[key];

        public bool ContainsKey(string key) => inner.ContainsKey(key);

        public bool TryGetValue(string key, out Tensor value) => inner.TryGetValue(key, out value!);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator()
        {
            _walks++;
            foreach (var pair in inner)
            {
                yield return pair;
                if (_walks > 1)
                    throw new IOException("No space left on device");
            }
        }
    }
}
