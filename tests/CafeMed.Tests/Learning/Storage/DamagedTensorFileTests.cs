using System.Buffers.Binary;
using CafeMed.Learning.Storage;
using CafeMed.Tests.Data;
using CsCheck;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Storage;

[Collection(TorchTests.Turn)]
public sealed class DamagedTensorFileTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly byte[] _whole;

    public DamagedTensorFileTests()
    {
        using var scope = NewDisposeScope();
        TensorFile.Write(File, new Dictionary<string, Tensor> { ["a"] = ones(2, 3), ["b"] = zeros(5) }, new Dictionary<string, string> { ["kind"] = "x" });
        _whole = System.IO.File.ReadAllBytes(File.FullName);
    }

    private FileInfo File => _place.File("some.safetensors");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Cut_off_anywhere_it_is_damaged()
    {
        for (var length = 0; length < _whole.Length; length++)
            Refused(_whole[..length]);
    }

    [Fact]
    public void With_something_after_its_end_it_is_damaged() => Refused([.. _whole, 0, 0, 0, 0]);

    [Fact]
    public void Any_bytes_are_read_or_refused_and_nothing_else() =>
        Gen.Byte.Array[0, 60].Sample(ReadOrRefused, iter: 300, threads: 1);

    [Fact]
    public void Any_text_as_header_is_read_or_refused_and_nothing_else() =>
        Gen.String[Gen.Char["{}[]\":,0123-eE.tfn a_\\u"], 0, 40].Sample(text => ReadOrRefused(Of(text)), iter: 300, threads: 1);

    [Fact]
    public void A_few_changed_bytes_are_read_or_refused_and_nothing_else() =>
        Gen.Select(Gen.Int[0, _whole.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            var bytes = _whole.ToArray();
            foreach (var (place, value) in changes)
                bytes[place] = value;
            ReadOrRefused(bytes);
        }, iter: 1000, threads: 1);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(1UL << 32)]
    [InlineData(int.MaxValue - 7UL)]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    public void A_header_of_an_impossible_length_is_damaged(ulong length)
    {
        var bytes = _whole.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);

        Refused(bytes);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"__metadata__":null}""")]
    [InlineData("""{"__metadata__":{"k":null}}""")]
    [InlineData("""{"__metadata__":{"k":1}}""")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""")]
    [InlineData("""{"__metadata__":{"k":"\ud800"}}""")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":{"dtype":"F32"}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":7,"shape":[1],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,6]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[4,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1,0],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4294967296,4294967300]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,4611686018427387904,4611686018427387904],"data_offsets":[0,0]}}""")]
    public void A_header_that_says_what_cannot_be_is_damaged(string header) => Refused(Of(header, numbers: 4));

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 3)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 1)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 3)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 2)]
    public void Numbers_that_two_tensors_share_or_none_has_are_damage(string header, int numbers) => Refused(Of(header, numbers));

    [Fact]
    public void One_changed_bit_of_a_number_is_noticed()
    {
        using var scope = NewDisposeScope();
        TensorFile.Write(File, new Dictionary<string, TorchSharp.torch.Tensor> { ["a"] = tensor(new float[100]) }, new Dictionary<string, string> { ["kind"] = "x" });
        var bytes = System.IO.File.ReadAllBytes(File.FullName);
        foreach (var place in new[] { bytes.Length - 1, bytes.Length - 200, bytes.Length - 400 })
        {
            var changed = bytes.ToArray();
            changed[place] ^= 0x10;
            Refused(changed);
        }
    }

    [Fact]
    public void Tensors_may_stand_in_another_order_than_the_header_names_them()
    {
        using var digest = new ContentDigest(new Dictionary<string, string>());
        digest.Add("a", [1], new byte[4]);
        digest.Add("b", [1], new byte[4]);
        System.IO.File.WriteAllBytes(File.FullName, Of(
            $$$"""{"__metadata__":{"sha256":"{{{digest}}}"},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 2));

        using var scope = NewDisposeScope();
        Assert.Equal(["b", "a"], TensorFile.Read(File).Tensors.Keys);
    }

    private static byte[] Of(string header, int numbers = 0)
    {
        var json = System.Text.Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + 4 * numbers];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)json.Length);
        json.CopyTo(bytes, 8);
        return bytes;
    }

    private void Refused(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File.FullName, bytes);
        Fails.With("CM3012", () => TensorFile.Read(File));
    }

    private void ReadOrRefused(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File.FullName, bytes);
        using var scope = NewDisposeScope();
        try
        {
            TensorFile.Read(File);
        }
        catch (CafeMedException exception)
        {
            Assert.Equal("CM3012", exception.Fault.Code);
        }
    }
}
