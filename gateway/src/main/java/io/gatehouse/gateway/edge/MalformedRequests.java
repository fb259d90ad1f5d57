package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.netty.handler.codec.TooLongFrameException;

/** What is wrong with a message that could not be read as a request. */
final class MalformedRequests {

    private MalformedRequests() {}

    static ApiException refusal(Throwable cause) {
        // Header fields or request line too long; both are the same to a client.
        return cause instanceof TooLongFrameException
                ? new ApiException(ErrorCode.HEADER_FIELDS_TOO_LARGE)
                : new ApiException(ErrorCode.MALFORMED_REQUEST);
    }
}
