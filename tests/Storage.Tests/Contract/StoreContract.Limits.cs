using Loyalty.Functions.Storage;

namespace Loyalty.Storage.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_commit_takes_a_hundred_writes_and_no_more()
    {
        var writes = Enumerable.Range(0, 101).Select(i => (Write)new Write.Insert($"event:{i:000}", Number(i))).ToArray();

        await Assert.ThrowsAsync<ArgumentException>(() => Commit(writes));
        Assert.Empty(await Range("event:", "event;"));

        Assert.IsType<CommitResult.Committed>(await Commit(writes[..100]));
        Assert.Equal(100, (await Range("event:", "event;")).Count);
    }

    [Fact]
    public async Task A_commit_without_writes_is_a_bug() => await Assert.ThrowsAsync<ArgumentException>(() => Commit());

    [Fact]
    public async Task A_commit_writes_a_key_once() => await Assert.ThrowsAsync<ArgumentException>(
        () => Commit(new Write.Insert("row", Number(1)), new Write.Put("row", Number(2))));

    [Fact]
    public async Task A_field_takes_64_KiB_and_no_more()
    {
        await Inserted("bytes", new Fields { { "value", new byte[StoreLimits.BytesPerField] } });
        await Inserted("text", new Fields { { "value", new string('x', StoreLimits.BytesPerField / 2) } });

        await AssertRefused(new Fields { { "value", new byte[StoreLimits.BytesPerField + 1] } });
        await AssertRefused(new Fields { { "value", new string('x', (StoreLimits.BytesPerField / 2) + 1) } });
    }

    [Fact]
    public async Task A_row_takes_252_fields_and_no_more()
    {
        var fields = new Fields();
        for (var i = 0; i < StoreLimits.FieldsPerRow; i++)
        {
            fields.Add("field" + i, i);
        }

        Assert.Equal(StoreLimits.FieldsPerRow, (await Inserted("row", fields)).Fields.Count);
        fields.Add("oneMore", true);
        await AssertRefused(fields);
    }

    [Fact]
    public async Task A_row_takes_1_MiB_and_no_more()
    {
        await Inserted("row", Filled(15));
        await AssertRefused(Filled(16));
    }

    [Fact]
    public async Task A_commit_takes_4_MiB_on_the_wire_and_no_more()
    {
        // Three rows of 15 fields make some 2.8 MiB of bytes, and a third more in base64; five make over 4 MiB.
        var writes = Enumerable.Range(0, 5).Select(i => (Write)new Write.Insert("row" + i, Filled(15))).ToArray();

        await Assert.ThrowsAsync<ArgumentException>(() => Commit(writes));
        Assert.IsType<CommitResult.Committed>(await Commit(writes[..3]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    [InlineData("a b")]
    [InlineData("a\u007Fb")]
    [InlineData("ā")]
    public async Task A_key_that_not_every_store_takes_is_a_bug(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(new Write.Insert(key, Number(1))));
        await Assert.ThrowsAsync<ArgumentException>(() => Read(key));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.CommitAsync(Tables.Members, key, [new Write.Insert("row", Number(1))], Cancellation));
    }

    [Fact]
    public async Task A_key_takes_512_characters_and_no_more()
    {
        await Inserted(new string('k', 512));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(new Write.Insert(new string('k', 513), Number(1))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PartitionKey")]
    [InlineData("RowKey")]
    [InlineData("Timestamp")]
    [InlineData("odata.etag")]
    [InlineData("1st")]
    [InlineData("with space")]
    public async Task A_field_name_that_not_every_store_takes_is_a_bug(string name) => await AssertRefused(new Fields { { name, "x" } });

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    public async Task An_etag_that_would_match_anything_is_a_bug(string etag)
    {
        await Inserted("row");
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(new Write.Replace("row", Number(2), etag)));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(new Write.Delete("row", etag)));
    }

    private static Fields Filled(int count)
    {
        var fields = new Fields();
        for (var i = 0; i < count; i++)
        {
            fields.Add("field" + i, new byte[StoreLimits.BytesPerField]);
        }

        return fields;
    }

    private async Task AssertRefused(Fields fields)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(new Write.Put("refused", fields)));
        Assert.Null(await Read("refused"));
    }
}
