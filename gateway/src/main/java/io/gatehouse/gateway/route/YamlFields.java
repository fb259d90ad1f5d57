package io.gatehouse.gateway.route;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The known keys of one mapping. What is wrong with one of them does not hide what is wrong with the others. */
final class YamlFields {

    private final YamlValue of;
    private final Mistakes mistakes;
    private final String what;
    private final Map<String, YamlValue> byKey;
    private final int mistakesBefore;

    YamlFields(YamlValue of, Mistakes mistakes, String what, Map<String, YamlValue> byKey, int mistakesBefore) {
        this.of = of;
        this.mistakes = mistakes;
        this.what = what;
        this.byKey = byKey;
        this.mistakesBefore = mistakesBefore;
    }

    YamlValue get(String key) {
        var value = byKey.get(key);
        if (value == null) {
            throw of.refused("'" + key + "' is missing in " + what);
        }
        return value;
    }

    /** A value that must be there; null where a mistake was told instead, which {@link #make} knows of. */
    <T> T get(String key, Function<YamlValue, T> reader) {
        return mistakes.collect(() -> reader.apply(get(key)), null);
    }

    /** A value that may be missing. */
    <T> T get(String key, Function<YamlValue, T> reader, T otherwise) {
        var value = byKey.get(key);
        return value == null ? otherwise : mistakes.collect(() -> reader.apply(value), otherwise);
    }

    /** What is made of several values; null where a mistake was told instead. */
    <T> T part(Supplier<T> maker) {
        return mistakes.collect(() -> of.checked(maker), null);
    }

    boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** What {@code maker} makes of the values, unless something about them was wrong. */
    <T> Optional<T> make(Supplier<T> maker) {
        return mistakes.count() > mistakesBefore ? Optional.empty() : Optional.ofNullable(part(maker));
    }
}
