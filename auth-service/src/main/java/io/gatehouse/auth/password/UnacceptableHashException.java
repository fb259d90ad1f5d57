package io.gatehouse.auth.password;

/** A hash of another system that cannot be read, or costs more to check than a sign-in may. Never quotes the hash. */
final class UnacceptableHashException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The field error's code. */
    final String code;

    private UnacceptableHashException(String code, String message) {
        super(message);
        this.code = code;
    }

    static UnacceptableHashException unreadable(String kind) {
        return new UnacceptableHashException(
                "invalid_format", "is no %s hash in a form that can be read".formatted(kind));
    }

    static UnacceptableHashException beyond(String parameter, long value, long least, long most) {
        return new UnacceptableHashException(
                "out_of_bounds", "%s is %d; accepted are %d to %d".formatted(parameter, value, least, most));
    }
}
