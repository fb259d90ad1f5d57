package io.gatehouse.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** A bcrypt hash as OpenBSD writes it. Like every bcrypt it looks at the first 72 bytes of a password only. */
record BcryptHash(String text) implements ForeignHash {

    /** The last character of the salt holds four bits only, as the first of {@code .Oeu} does. */
    private static final Pattern FORM =
            Pattern.compile("\\$2[aby]\\$(\\d{2})\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{31}");

    static BcryptHash parse(String text) {
        var fields = FORM.matcher(text);
        if (!fields.matches()) {
            throw UnacceptableHashException.unreadable("bcrypt");
        }
        ForeignHash.requireWithin("bcrypt's cost", Integer.parseInt(fields.group(1)), 4, 13);
        return new BcryptHash(text);
    }

    @Override
    public boolean matches(String password) {
        return OpenBSDBCrypt.checkPassword(text, password.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "BcryptHash[redacted]";
    }
}
