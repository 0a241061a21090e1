using Loyalty.Functions.Storage;

namespace Loyalty.Storage.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task An_insert_of_a_row_that_exists_is_refused()
    {
        await Inserted("row");

        Assert.Equal(new CommitResult.AlreadyExists("row"), await Commit(new Write.Insert("row", Number(2))));
        Assert.Equal(1, (await ReadExisting("row")).Fields.Number("number"));
    }

    [Fact]
    public async Task A_replace_replaces_the_whole_row_and_gives_it_another_etag()
    {
        var before = await Inserted("row", new Fields { { "old", "x" }, { "number", 1 } });

        Assert.IsType<CommitResult.Committed>(await Commit(new Write.Replace("row", Number(2), before.ETag)));

        var after = await ReadExisting("row");
        Assert.Equal(2, after.Fields.Number("number"));
        Assert.Single(after.Fields);
        Assert.NotEqual(before.ETag, after.ETag);
    }

    [Fact]
    public async Task A_replace_of_a_changed_row_is_refused()
    {
        var before = await Inserted("row");
        await Commit(new Write.Put("row", Number(2)));

        Assert.Equal(new CommitResult.Changed("row"), await Commit(new Write.Replace("row", Number(3), before.ETag)));
        Assert.Equal(2, (await ReadExisting("row")).Fields.Number("number"));
    }

    [Fact]
    public async Task A_replace_of_a_row_that_is_gone_is_refused()
    {
        var before = await Inserted("row");
        await Commit(new Write.Delete("row", before.ETag));

        Assert.Equal(new CommitResult.Changed("row"), await Commit(new Write.Replace("row", Number(2), before.ETag)));
        Assert.Null(await Read("row"));
    }

    [Fact]
    public async Task A_put_inserts_or_replaces()
    {
        Assert.IsType<CommitResult.Committed>(await Commit(new Write.Put("row", new Fields { { "old", "x" } })));
        Assert.Equal("x", (await ReadExisting("row")).Fields.Text("old"));

        Assert.IsType<CommitResult.Committed>(await Commit(new Write.Put("row", Number(2))));
        Assert.Equal("number", Assert.Single((await ReadExisting("row")).Fields).Key);
    }

    [Fact]
    public async Task A_delete_of_a_changed_row_is_refused()
    {
        var before = await Inserted("row");
        await Commit(new Write.Put("row", Number(2)));

        Assert.Equal(new CommitResult.Changed("row"), await Commit(new Write.Delete("row", before.ETag)));
        Assert.NotNull(await Read("row"));
    }

    [Fact]
    public async Task A_delete_of_a_row_that_is_gone_is_refused()
    {
        var before = await Inserted("row");

        Assert.IsType<CommitResult.Committed>(await Commit(new Write.Delete("row", before.ETag)));
        Assert.Equal(new CommitResult.Changed("row"), await Commit(new Write.Delete("row", before.ETag)));
    }

    [Fact]
    public async Task A_delete_without_an_etag_takes_whatever_is_there_and_is_refused_where_nothing_is()
    {
        await Inserted("row");
        await Commit(new Write.Put("row", Number(2)));

        Assert.IsType<CommitResult.Committed>(await Commit(new Write.Delete("row")));
        Assert.Null(await Read("row"));
        Assert.Equal(new CommitResult.Changed("row"), await Commit(new Write.Insert("other", Number(1)), new Write.Delete("row")));
        Assert.Null(await Read("other"));
    }

    [Fact]
    public async Task An_etag_never_comes_again_for_another_state()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            var row = await Inserted("row");
            Assert.True(seen.Add(row.ETag));
            Assert.Equal(row.ETag, (await ReadExisting("row")).ETag);
            await Commit(new Write.Put("row", Number(1)));
            row = await ReadExisting("row");
            Assert.True(seen.Add(row.ETag));
            Assert.IsType<CommitResult.Committed>(await Commit(new Write.Delete("row", row.ETag)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_refused_write_leaves_nothing_of_its_commit_wherever_it_stands(int position)
    {
        var replaced = await Inserted("replaced");
        var deleted = await Inserted("deleted");
        await Inserted("there");
        var writes = new List<Write>
        {
            new Write.Insert("new", Number(2)),
            new Write.Replace("replaced", Number(2), replaced.ETag),
            new Write.Delete("deleted", deleted.ETag),
        };
        writes.Insert(position, new Write.Insert("there", Number(2)));

        Assert.Equal(new CommitResult.AlreadyExists("there"), await Commit([.. writes]));

        Assert.Null(await Read("new"));
        Assert.Equal(replaced.ETag, (await ReadExisting("replaced")).ETag);
        Assert.Equal(deleted.ETag, (await ReadExisting("deleted")).ETag);
        Assert.Equal(1, (await ReadExisting("there")).Fields.Number("number"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_changed_row_refuses_the_whole_commit_wherever_it_stands(int position)
    {
        var stale = await Inserted("member");
        await Commit(new Write.Put("member", Number(2)));
        var writes = new List<Write> { new Write.Insert("event:1", Number(1)), new Write.Put("refunds:1", Number(1)) };
        writes.Insert(position, new Write.Replace("member", Number(3), stale.ETag));

        Assert.Equal(new CommitResult.Changed("member"), await Commit([.. writes]));

        Assert.Null(await Read("event:1"));
        Assert.Null(await Read("refunds:1"));
        Assert.Equal(2, (await ReadExisting("member")).Fields.Number("number"));
    }
}
