package io.gatehouse.auth.password;

/** Hashes as they were made when hashing cost less. */
public final class WeakHash {

    private WeakHash() {}

    public static String of(String password) {
        return Argon2Hash.compute(password, new Argon2Hash.Cost(256, 1, 1), new byte[Argon2Hash.SALT_BYTES], null)
                .phc();
    }
}
