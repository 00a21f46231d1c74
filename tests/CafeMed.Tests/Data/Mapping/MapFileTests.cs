using CafeMed.Data;
using CsCheck;

namespace CafeMed.Tests.Data.Mapping;

public sealed class MapFileTests : IDisposable
{
    private const string Header = "from_system,from_code,to_system,to_code\n";

    private readonly TempFolder _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Pairs_go_before_the_shipped_maps_and_chains_are_followed()
    {
        var maps = Maps(Header
            + "Name,Warfarin,Atc,B01AA04\nName,\"Zorbex, forte\",RxNorm,555\nRxNorm,555,Atc,C09AA05\nRxNorm,555,Atc,C03AA03\n"
            + "Ndc,0071-0155-23,RxNorm,555\nIcd9Cm,250.00,Icd10Cm,E11.9\nLocal,sugar,Icd10Cm,E119\nHicl,2812,Atc,B01AA04\nAtc,C07AB02,Atc,C07AB03\n");

        Assert.Equal([Code.Atc("B01AA04")], maps.Drug(" WARFARIN ").Codes);
        Assert.Equal(DrugBasis.OwnMap, maps.Drug("warfarin").Basis);
        Assert.Equal(_place.File("own.csv").FullName, maps.Drug("warfarin").File);
        Assert.Equal([Code.Atc("C03AA03"), Code.Atc("C09AA05")], maps.Drug("zorbex,  FORTE").Codes);
        Assert.Equal([Code.Atc("C03AA03"), Code.Atc("C09AA05")], maps.Drug("Zorbex forte 20 mg tab").Codes);
        Assert.Equal([Code.Atc("C03AA03"), Code.Atc("C09AA05")], maps.ToAtc(new Code(CodeSystem.Ndc, "00071015523")));
        Assert.Equal([new Code(CodeSystem.Icd10Cm, "E119")], maps.Translate(new Code(CodeSystem.Icd9Cm, "25000"), CodeSystem.Icd10Cm));
        Assert.Equal([new Code(CodeSystem.Icd10Cm, "E119")], maps.Translate(new Code(CodeSystem.Local, "sugar"), CodeSystem.Icd10Cm));
        Assert.Equal([Code.Atc("B01AA04")], maps.Drug("HICL:2812").Codes);
        Assert.Equal([Code.Atc("C07AB03")], maps.Drug("metoprolol succinate 25 mg er tab").Codes);
        Assert.Equal([Code.Atc("C10AA05")], maps.Drug("Lipitor").Codes);
    }

    [Fact]
    public void The_short_form_has_drugs_and_their_codes() =>
        Assert.Equal([Code.Atc("C03AA03"), Code.Atc("C09AA05")], Maps("drug,atc5\r\n\"A, b\",C09AA05|C03AA03\r\n").Drug("a, B").Codes.Order());

    [Fact]
    public void The_later_of_two_files_answers()
    {
        var first = MapFile.Read(_place.Write("first.csv", "drug,atc5\nfoo,C09AA05\nbar,C09AA05\n"));
        var second = MapFile.Read(_place.Write("second.csv", "drug,atc5\nfoo,C03AA03\n"));
        var maps = new CodeMaps([first, second]);

        Assert.Equal([Code.Atc("C03AA03")], maps.Drug("foo").Codes);
        Assert.Equal(second.Path, maps.Drug("foo").File);
        Assert.Equal([Code.Atc("C09AA05")], maps.Drug("bar").Codes);
    }

    [Fact]
    public void A_byte_order_mark_and_leading_zeros_are_kept_out_of_the_way()
    {
        var file = _place.File("own.csv");
        File.WriteAllBytes(file.FullName, [0xEF, 0xBB, 0xBF, .. "from_system,from_code,to_system,to_code\r\nndc,71015523,atc,C09AA05\r\n"u8]);

        Assert.Equal([Code.Atc("C09AA05")], new CodeMaps([MapFile.Read(file)]).ToAtc(new Code(CodeSystem.Ndc, "071015523")));
    }

    [Theory]
    [InlineData("", 1, 1, "header")]
    [InlineData("a,b,c,d\n", 1, 1, "header")]
    [InlineData(Header + "Name,a,Atc\n", 2, 3, "3 values")]
    [InlineData(Header + "Name,a,Atc,C09AA05,x\n", 2, 5, "5 values")]
    [InlineData(Header + "Name,a,Atc,C09AA05\nNdx,1,Atc,C09AA05\n", 3, 1, "did you mean 'Ndc'")]
    [InlineData(Header + "Name,,Atc,C09AA05\n", 2, 2, "not a code of Name")]
    [InlineData(Header + "Name,a,Atx,C09AA05\n", 2, 3, "no code system")]
    [InlineData(Header + "Name,a,Name,b\n", 2, 3, "no code system")]
    [InlineData(Header + "Name,a,Icd10Cm,E119\n", 2, 3, "Atc or to RxNorm")]
    [InlineData(Header + "Name,a,Atc,C09AA\n", 2, 4, "level 5")]
    [InlineData(Header + "Name,a,Atc,CO9AA05\n", 2, 4, "level 5")]
    [InlineData(Header + "Ndc,12-34,Atc,C09AA05\n", 2, 2, "not a code of Ndc")]
    [InlineData(Header + "RxNorm,abc,Atc,C09AA05\n", 2, 2, "not a code of RxNorm")]
    [InlineData(Header + "Icd9Cm,?,Icd10Cm,E119\n", 2, 2, "not a code of Icd9Cm")]
    [InlineData(Header + "Name,\"a,Atc,C09AA05\n", 2, 1, "not closed")]
    [InlineData("drug,atc5\nfoo,C09AA05|\n", 2, 2, "level 5")]
    public void A_malformed_line_is_named_with_its_column(string text, int line, int column, string why)
    {
        var fault = Fails.With("CM1111", () => Maps(text));

        Assert.Contains($"own.csv', line {line}, column {column}:", fault.Message, StringComparison.Ordinal);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_mapped_to_itself_is_refused() =>
        Assert.Contains("line 3", Fails.With("CM1112", () => Maps(Header + "Name,a,Atc,C09AA05\nAtc,C09AA05,Atc,C09AA05\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_circle_is_refused_even_over_two_files()
    {
        Assert.Contains("line 3", Fails.With("CM1113", () => Maps(Header + "Icd9Cm,25000,Icd10Cm,E119\nIcd10Cm,E119,Icd9Cm,25000\n")).Message, StringComparison.Ordinal);
        var first = MapFile.Read(_place.Write("first.csv", Header + "Ndc,11111111111,RxNorm,1\n"));
        var second = MapFile.Read(_place.Write("second.csv", Header + "RxNorm,1,RxNorm,2\nRxNorm,2,RxNorm,1\n"));
        Assert.Contains("RxNorm:1 -> RxNorm:2 -> RxNorm:1", Fails.With("CM1113", () => Assert.NotNull(new CodeMaps([first, second]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_or_no_text_is_a_fault()
    {
        Fails.With("CM1110", () => MapFile.Read(_place.File("none.csv")));
        Fails.With("CM1114", () => MapFile.Read(new FileInfo(_place.Root.FullName)));
        File.WriteAllBytes(_place.File("own.csv").FullName, [.. "drug,atc5\n"u8, 0xE9, .. ",C09AA05\n"u8]);
        Fails.With("CM1114", () => MapFile.Read(_place.File("own.csv")));
    }

    [Fact]
    public void Whatever_the_file_holds_it_is_a_map_or_a_fault()
    {
        var cell = Generate.OneOf("Name", "Atc", "Ndc", "Icd9Cm", "a", "", "\"", "C09AA05", "0071-0155-23", "250.00", "\r", "é", "|", "\0");
        var line = cell.Array[1, 5].Select(cells => string.Join(',', cells));

        Gen.Select(Generate.OneOf(Header, "drug,atc5\n", ""), line.Array[0, 4]).Sample(
            (header, lines) =>
            {
                try
                {
                    Assert.InRange(Maps(header + string.Join('\n', lines)).Own.Single().Count, 0, 100);
                }
                catch (CafeMedException exception)
                {
                    Assert.Contains(exception.Fault.Code, new[] { "CM1111", "CM1112", "CM1113" });
                }
            },
            iter: 300, threads: 1);
    }

    private CodeMaps Maps(string text) => new([MapFile.Read(_place.Write("own.csv", text))]);
}
