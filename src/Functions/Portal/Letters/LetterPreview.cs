using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;

namespace Loyalty.Functions.Portal.Letters;

/// <summary>A message as a member would get it now.</summary>
/// <param name="IsSample">Whether a reward or words stand in it that the member was not given.</param>
/// <param name="WouldGo">When a message of the kind is due, and what is in its way; null where there is no occasion for one.</param>
internal sealed record LetterPreview(Email Email, bool IsSample, UpcomingMessage? WouldGo);
