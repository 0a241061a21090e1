using Loyalty.Domain.Members;
using Loyalty.Domain.Merging;
using NodaTime;

namespace Loyalty.Domain.Tests.Merging;

public sealed class FilledProfileTests
{
    private static readonly Instant Known = Instant.FromUnixTimeSeconds(1);

    private static readonly Profile Old = new()
    {
        Name = "Anna", Phone = "123", Card = "c-1", Birthday = Birthday.TryParse("--02-28"), BirthdaySince = Known, EnrolledAt = Known,
    };

    [Fact]
    public void What_the_kept_member_lacks_comes_from_the_old_number()
    {
        var (profile, filled) = FilledProfile.Of(new Profile { Name = "Ann", Email = "ann@example.com" }, Old);

        Assert.Equal(Old with { Name = "Ann", Email = "ann@example.com" }, profile);
        Assert.Equal(["phone", "card", "birthday", "enrolledAt"], filled);
    }

    [Fact]
    public void It_is_taken_back_where_it_is_still_what_was_filled_in()
    {
        var kept = new Profile { Name = "Ann" };
        var (profile, filled) = FilledProfile.Of(kept, Old);

        Assert.Equal(kept, FilledProfile.Without(profile, Old, filled));
        Assert.Equal(
            kept with { Phone = "456" }, FilledProfile.Without(profile with { Phone = "456" }, Old, filled));
    }
}
