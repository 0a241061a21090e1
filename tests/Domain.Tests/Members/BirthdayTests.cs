using Loyalty.Domain.Members;

namespace Loyalty.Domain.Tests.Members;

public sealed class BirthdayTests
{
    [Theory]
    [InlineData("1990-02-28")]
    [InlineData("2000-02-29")]
    [InlineData("--02-28")]
    [InlineData("--02-29")]
    [InlineData("--12-31")]
    public void A_birthday_is_printed_as_it_is_read(string text) => Assert.Equal(text, Birthday.TryParse(text)!.ToString());

    [Fact]
    public void The_year_may_be_left_out()
    {
        Assert.Equal(1990, Birthday.TryParse("1990-02-28")!.Year);
        Assert.Null(Birthday.TryParse("--02-28")!.Year);
        Assert.Equal(Birthday.TryParse("1990-02-28")!.Day, Birthday.TryParse("--02-28")!.Day);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("--")]
    [InlineData("02-28")]
    [InlineData("-02-28")]
    [InlineData("---02-28")]
    [InlineData("--02-30")]
    [InlineData("--2-28")]
    [InlineData("1990-02-29")]
    [InlineData("1990-2-28")]
    [InlineData("28.02.1990")]
    [InlineData("1990-02-28T00:00:00Z")]
    public void What_is_no_birthday_is_none(string? text) => Assert.Null(Birthday.TryParse(text));
}
