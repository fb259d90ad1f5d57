package io.gatehouse.contracts.client;

/** The form of a scope that a client may have. */
final class ClientScope {

    /** RFC 6749 section 3.3, {@code scope-token}. */
    static final String FORM = "[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,64}";

    static final String MESSAGE = "must be 1 to 64 printable ASCII characters without space, quote and backslash";
    static final int MOST = 32;

    private ClientScope() {}
}
