using Loyalty.Torture.Shop;

namespace Loyalty.Torture.Faults;

/// <summary>What befalls requests to Table Storage, drawn by a seed: a few always, and in bad spells many.</summary>
internal sealed class TableMishaps(Random random, Tally tally)
{
    private const int Seldom = 15;
    private const int Often = 400;
    private const string Json = "application/json;odata=minimalmetadata;charset=utf-8";

    // What the service says where another one has changed the row that a transaction begins with.
    private static readonly FalseReply RowChanged = new(202, "multipart/mixed; boundary=batchresponse_1", string.Join(
        "\r\n",
        "--batchresponse_1",
        "Content-Type: multipart/mixed; boundary=changesetresponse_1",
        "",
        "--changesetresponse_1",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
        "HTTP/1.1 412 Precondition Failed",
        "X-Content-Type-Options: nosniff",
        "DataServiceVersion: 3.0;",
        "Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
        "",
        """{"odata.error":{"code":"UpdateConditionNotSatisfied","message":{"lang":"en-US","value":"0:The update condition specified in the request was not satisfied."}}}""",
        "--changesetresponse_1--",
        "--batchresponse_1--",
        ""));

    private readonly Lock gate = new();

    /// <summary>From now on nothing befalls them.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Whether it is a bad spell.</summary>
    public bool IsBadSpell { get; set; }

    public Mishap Next(ProxiedRequest request)
    {
        lock (gate)
        {
            if (IsCalm || random.Next(1_000) >= (IsBadSpell ? Often : Seldom))
            {
                return Mishap.None;
            }

            var mishap = Draw(request);
            tally.Add($"tables: {mishap.Name}");
            return mishap;
        }
    }

    private Mishap Draw(ProxiedRequest request) => random.Next(8) switch
    {
        0 => Mishap.Lost,
        1 => Mishap.ReplyLost,
        2 => Mishap.ReplyCut,
        3 => new Mishap("503", Arrives: false, ReplyEnd.Whole, Error(503, "ServerBusy")),
        4 => new Mishap("500 after the write", Arrives: true, ReplyEnd.Whole, Error(500, "InternalError")),
        5 => new Mishap("429", Arrives: false, ReplyEnd.Whole, Error(429, "TooManyRequests")),
        6 when BeginsWithAReplace(request) => random.Next(2) == 0
            ? new Mishap("412", Arrives: false, ReplyEnd.Whole, RowChanged)
            : new Mishap("412 after the write", Arrives: true, ReplyEnd.Whole, RowChanged),
        _ => new Mishap("delay", Arrives: true, ReplyEnd.Whole) { Before = TimeSpan.FromMilliseconds(random.Next(2_000)) },
    };

    // The service says 412 of nothing else.
    private static bool BeginsWithAReplace(ProxiedRequest request) =>
        request.Path.EndsWith("/$batch", StringComparison.Ordinal)
        && request.Body.IndexOf("If-Match: W/", StringComparison.OrdinalIgnoreCase) is >= 0 and var match
        && (request.Body.IndexOf("HTTP/1.1", StringComparison.Ordinal) is var first
            && (request.Body.IndexOf("HTTP/1.1", first + 1, StringComparison.Ordinal) is var second && (second < 0 || match < second)));

    private static FalseReply Error(int status, string code) =>
        new(status, Json, "{\"odata.error\":{\"code\":\"" + code + "\",\"message\":{\"lang\":\"en-US\",\"value\":\"The torture wants it so.\"}}}");
}
