package io.gatehouse.auth.password;

import java.util.Base64;

/**
 * A hash that another system made and chose the cost of. Reading one checks that cost, so that nobody can import a sign-in
 * that takes long or all memory: each bound allows what systems really use, and half a second of one thread at most.
 */
sealed interface ForeignHash permits Argon2Hash, BcryptHash, Pbkdf2Hash, ScryptHash {

    /** Whether it is this password's: as typed, since the other system knew no NFKC. */
    boolean matches(String password);

    /** The hash, if it needs no more than so much memory. */
    static ForeignHash parse(String text, int maxMemoryKib) {
        return switch (text) {
            case String argon2 when argon2.startsWith("$argon2") -> Argon2Hash.parseForeign(argon2, maxMemoryKib);
            case String bcrypt when bcrypt.startsWith("$2") -> BcryptHash.parse(bcrypt);
            case String scrypt when scrypt.startsWith("$scrypt$") -> ScryptHash.parse(scrypt, maxMemoryKib);
            case String pbkdf2 when pbkdf2.startsWith("$pbkdf2") -> Pbkdf2Hash.parse(pbkdf2);
            case String django when django.startsWith("pbkdf2_") -> Pbkdf2Hash.parseDjango(django);
            default -> throw UnacceptableHashException.unreadable("bcrypt, PBKDF2, scrypt or Argon2");
        };
    }

    static void requireWithin(String parameter, long value, long least, long most) {
        if (value < least || value > most) {
            throw UnacceptableHashException.beyond(parameter, value, least, most);
        }
    }

    /** Base64 with padding or without, in the standard's alphabet or in passlib's, which has a dot for the plus. */
    static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replace('.', '+'));
        } catch (IllegalArgumentException garbled) {
            throw UnacceptableHashException.unreadable("Base64-encoded");
        }
    }
}
