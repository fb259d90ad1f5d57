package io.gatehouse.gateway.upstream;

/** What a client has to do while a service is busy with its request. */
public enum ClientPart {
    /** Send the body. */
    BODY,
    /** Read the response. */
    RESPONSE
}
