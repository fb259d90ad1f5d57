package io.gatehouse.auth.mail;

/** No mail can be sent to this recipient. Who it is stays out of logs. */
final class UnusableAddressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableAddressException() {
        super("The recipient's address cannot be used", null, false, false);
    }
}
