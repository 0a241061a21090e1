using System.Collections.Immutable;

namespace Loyalty.Functions.Storage;

/// <summary>The names of the tables. A stored name is a contract: add, never rename.</summary>
public static class Tables
{
    /// <summary>Partition: member. Everything about a member; the row "member" is the partition's only lock.</summary>
    public const string Members = "members";

    /// <summary>Partition: a reward's code; finds the member whose reward it is.</summary>
    public const string Codes = "codes";

    /// <summary>Partition: a redemption's id; finds the code and the member whose reward it is of.</summary>
    public const string Redemptions = "redemptions";

    /// <summary>Partition: what has a budget, and the month; what of it is spent.</summary>
    public const string Budgets = "budgets";

    /// <summary>The versions of the program.</summary>
    public const string Programs = "programs";

    /// <summary>Partition: a message's id, which is also the operation's at the provider; finds the member whose message it is.
    /// </summary>
    public const string Messages = "messages";

    /// <summary>Complaints that wait for an answer, oldest first, and those that were answered, newest first.</summary>
    public const string Complaints = "complaints";

    /// <summary>When to look at whom: hints by timer, hour and shard.</summary>
    public const string Due = "due";

    /// <summary>Partition: a keyed hash of a card, a phone number or an address; a row for each member who may have it.</summary>
    public const string Lookups = "lookups";

    /// <summary>Partition: a keyed hash of a member's number; that the member was erased.</summary>
    public const string Erased = "erased";

    /// <summary>Partition: a month; what members who were erased bought in each store.</summary>
    public const string Sums = "sums";

    /// <summary>Partition: a shard of the members; the lines under which staff find them, in the orders in which they look.</summary>
    public const string Finder = "finder";

    /// <summary>Merges that are under way, one row for each of the two numbers.</summary>
    public const string Merges = "merges";

    public static ImmutableArray<string> All { get; } =
        [Members, Codes, Redemptions, Budgets, Messages, Complaints, Due, Programs, Lookups, Erased, Sums, Finder, Merges];
}
