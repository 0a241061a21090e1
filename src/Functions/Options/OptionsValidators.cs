using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Options;

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;

[OptionsValidator]
internal sealed partial class ReceivingOptionsValidator : IValidateOptions<ReceivingOptions>;

[OptionsValidator]
internal sealed partial class DueOptionsValidator : IValidateOptions<DueOptions>;

[OptionsValidator]
internal sealed partial class SendingOptionsValidator : IValidateOptions<SendingOptions>;

[OptionsValidator]
internal sealed partial class LinkOptionsValidator : IValidateOptions<LinkOptions>;

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;

[OptionsValidator]
internal sealed partial class LookupOptionsValidator : IValidateOptions<LookupOptions>;
