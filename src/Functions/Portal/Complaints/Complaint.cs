using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Portal.Complaints;

/// <summary>A complaint in a list: what the customer said, and the entry that is meant.</summary>
/// <param name="Key">Of the row that led to it.</param>
internal sealed record Complaint(string Key, MemberId Member, Feedback Feedback, FeedbackEntry Entry);
