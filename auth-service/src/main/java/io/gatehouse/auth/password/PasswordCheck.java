package io.gatehouse.auth.password;

/** What came out of comparing a password with a stored hash. */
public enum PasswordCheck {
    WRONG,
    RIGHT,

    /** Right, and the hash was made when hashing cost less: replace it while the password is at hand. */
    RIGHT_BUT_OUTDATED;

    public boolean isRight() {
        return this != WRONG;
    }
}
