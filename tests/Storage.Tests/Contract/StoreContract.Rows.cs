using Loyalty.Functions.Storage;

namespace Loyalty.Storage.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_row_that_is_not_there_reads_as_null() => Assert.Null(await Read("none"));

    [Fact]
    public async Task Every_kind_of_value_reads_back_as_it_was_written()
    {
        byte[] bytes = [0, 1, 127, 128, 255];

        var row = await Inserted("row", new Fields
        {
            { "text", "plain" }, { "empty", "" }, { "unicode", "Zażółć gęślą jaźń, 日本語, 🎟️" }, { "control", "a\tb\nc\"d'<&>" },
            { "dateLike", "2026-11-22T10:15:30Z" }, { "zero", 0 }, { "least", long.MinValue }, { "most", long.MaxValue },
            { "yes", true }, { "no", false }, { "bytes", bytes }, { "noBytes", Array.Empty<byte>() }, { "none", (string?)null },
        });

        Assert.Equal((partition, "row"), (row.Partition, row.Key));
        Assert.Equal(12, row.Fields.Count);
        Assert.Equal("plain", row.Fields.Text("text"));
        Assert.Equal("", row.Fields.Text("empty"));
        Assert.Equal("Zażółć gęślą jaźń, 日本語, 🎟️", row.Fields.Text("unicode"));
        Assert.Equal("a\tb\nc\"d'<&>", row.Fields.Text("control"));
        Assert.Equal("2026-11-22T10:15:30Z", row.Fields.Text("dateLike"));
        Assert.Equal(0, row.Fields.Number("zero"));
        Assert.Equal(long.MinValue, row.Fields.Number("least"));
        Assert.Equal(long.MaxValue, row.Fields.Number("most"));
        Assert.True(row.Fields.Flag("yes"));
        Assert.False(row.Fields.Flag("no"));
        Assert.Equal(bytes, row.Fields.Bytes("bytes"));
        Assert.Empty(row.Fields.Bytes("noBytes")!);
        Assert.Null(row.Fields.Text("none"));
    }

    [Fact]
    public async Task A_row_without_fields_is_a_row() => Assert.Empty((await Inserted("row", [])).Fields);

    [Fact]
    public async Task Large_fields_read_back()
    {
        var bytes = Enumerable.Range(0, 60 * 1024).Select(i => (byte)(i * 31)).ToArray();
        var text = string.Concat(Enumerable.Repeat("žaļš ", 6 * 1024));

        var row = await Inserted("row", new Fields
        {
            { "history0", bytes }, { "history1", bytes }, { "history7", bytes }, { "text", text },
        });

        Assert.Equal(bytes, row.Fields.Bytes("history0"));
        Assert.Equal(bytes, row.Fields.Bytes("history7"));
        Assert.Equal(text, row.Fields.Text("text"));
    }

    [Fact]
    public async Task Tables_and_partitions_know_nothing_of_each_other()
    {
        await Inserted("row");

        Assert.Null(await Store.ReadAsync(Tables.Codes, partition, "row", Cancellation));
        Assert.Null(await Store.ReadAsync(Tables.Members, partition + "1", "row", Cancellation));
        Assert.Null(await Read("Row"));
    }

    [Theory]
    [InlineData("event:till-7_00.1")]
    [InlineData("O'Hara")]
    [InlineData("''")]
    [InlineData("100%25&a=b+c;d,e(f)[g]{h}@!$^~`|<>\"*")]
    public async Task Any_printable_character_that_a_key_may_have_finds_its_row(string key)
    {
        var row = await Inserted(key);

        Assert.Equal(key, row.Key);
        Assert.IsType<CommitResult.Committed>(await Commit(new Write.Replace(key, Number(2), row.ETag)));
        Assert.Equal(2, (await ReadExisting(key)).Fields.Number("number"));
        Assert.Equal(key, Assert.Single(await Range(key, key + "~")).Key);
        Assert.IsType<CommitResult.Committed>(await Commit(new Write.Delete(key, (await ReadExisting(key)).ETag)));
        Assert.Null(await Read(key));
    }
}
