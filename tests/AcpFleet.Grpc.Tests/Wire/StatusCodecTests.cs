using Grpc.Core;
using Grpc.Wire;

namespace AcpFleet.Grpc.Tests.Wire;

public sealed class StatusCodecTests
{
    [Theory]
    [InlineData("0", StatusCode.OK)]
    [InlineData("16", StatusCode.Unauthenticated)]
    [InlineData("17", StatusCode.Unknown)]
    [InlineData("99999999999", StatusCode.Unknown)]
    [InlineData("-1", StatusCode.Unknown)]
    [InlineData("", StatusCode.Unknown)]
    [InlineData("OK", StatusCode.Unknown)]
    public void FromTrailers_OfAnyNumber_IsAStatus(string text, StatusCode code) =>
        StatusCodec.FromTrailers(text, message: null).StatusCode.ShouldBe(code);

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(418, StatusCode.Unknown)]
    public void FromHttpStatus_OfAnswersWithoutGrpcStatus_IsMapped(int http, StatusCode code) =>
        StatusCodec.FromHttpStatus(http).ShouldBe(code);

    [Theory]
    [InlineData(0x0, StatusCode.Internal)] // NO_ERROR
    [InlineData(0x1, StatusCode.Internal)] // PROTOCOL_ERROR
    [InlineData(0x2, StatusCode.Internal)] // INTERNAL_ERROR
    [InlineData(0x3, StatusCode.Internal)] // FLOW_CONTROL_ERROR
    [InlineData(0x4, StatusCode.Internal)] // SETTINGS_TIMEOUT
    [InlineData(0x6, StatusCode.Internal)] // FRAME_SIZE_ERROR
    [InlineData(0x7, StatusCode.Unavailable)] // REFUSED_STREAM
    [InlineData(0x8, StatusCode.Cancelled)] // CANCEL
    [InlineData(0x9, StatusCode.Internal)] // COMPRESSION_ERROR
    [InlineData(0xa, StatusCode.Internal)] // CONNECT_ERROR
    [InlineData(0xb, StatusCode.ResourceExhausted)] // ENHANCE_YOUR_CALM
    [InlineData(0xc, StatusCode.PermissionDenied)] // INADEQUATE_SECURITY
    public void FromHttp2Error_OfEveryCode_IsMapped(long error, StatusCode code) => StatusCodec.FromHttp2Error(error).ShouldBe(code);
}
