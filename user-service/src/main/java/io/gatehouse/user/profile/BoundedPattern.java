package io.gatehouse.user.profile;

import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.regex.RegularExpression;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A regular expression that gives up on a text rather than hold up everybody: there are harmless looking ones, such as {@code
 * ^[0-9]*[0-9]*[0-9]*$}, that try more ways to match some thousand digits than anybody can wait for.
 */
final class BoundedPattern implements RegularExpression {

    /** Some milliseconds for all patterns and texts of one profile; an honest one looks at each character a few times. */
    private static final int MOST_LOOKS = 500_000;

    private static final ScopedValue<Looks> LOOKS = ScopedValue.newInstance();

    private final Pattern pattern;
    private final boolean whole;

    BoundedPattern(String regex) {
        this.pattern = Pattern.compile(regex);
        // Otherwise Java's $ would let a last line break pass, which that of JSON Schema does not.
        this.whole = regex.startsWith("^") && regex.endsWith("$") && !regex.endsWith("\\$");
    }

    /** What the action yields; fails with {@link TooHardException} where all patterns together look too often. */
    static <T> T within(Supplier<T> action) {
        return ScopedValue.where(LOOKS, new Looks()).call(action::get);
    }

    @Override
    public boolean matches(String value) {
        var matcher = pattern.matcher(new LookedAt(value, LOOKS.orElse(new Looks())));
        return whole ? matcher.matches() : matcher.find();
    }

    /** Not checked to its end. Of a type that the library passes on, without writing the text into the log. */
    static final class TooHardException extends JsonSchemaException {

        private static final long serialVersionUID = 1L;

        TooHardException() {
            super("A pattern takes too long");
        }
    }

    private static final class Looks {

        private int left = MOST_LOOKS;

        void one() {
            if (left-- == 0) {
                throw new TooHardException();
            }
        }
    }

    private record LookedAt(CharSequence text, Looks looks) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks.one();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
