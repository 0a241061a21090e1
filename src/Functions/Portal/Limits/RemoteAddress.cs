using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Limits;

/// <summary>Where a call comes from, as far as somebody other than the caller says so.</summary>
internal static class RemoteAddress
{
    private const int BytesOfSubscriber = 8;

    /// <summary>An address, or of IPv6 the part that one subscriber has all addresses of.</summary>
    public static string Of(HttpRequest request)
    {
        var direct = request.HttpContext.Connection.RemoteIpAddress;

        // What calls from this machine is a tunnel, or the host of the functions, and stands before somebody: what it added itself
        // comes last, and only what comes before that can be the caller's invention.
        var address = direct is null || IPAddress.IsLoopback(direct) ? Forwarded(request) ?? direct : direct;
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes(), 0, BytesOfSubscriber)
            : address?.ToString() ?? "";
    }

    private static IPAddress? Forwarded(HttpRequest request) =>
        request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim() is var last && IPEndPoint.TryParse(last, out var forwarded)
            ? forwarded.Address
            : null;
}
