package io.gatehouse.gateway.route;

import java.util.function.Supplier;

/** A hash table whose keys are looked up as parts of a longer text, without cutting them out. */
final class Segments<V> {

    private static final int FIRST_CAPACITY = 4;

    private String[] keys = new String[FIRST_CAPACITY];
    private Object[] values = new Object[FIRST_CAPACITY];
    private int size;

    /** The value of the key that stands in {@code text} between {@code from} and {@code end}, or null. */
    @SuppressWarnings("unchecked")
    V get(String text, int from, int end) {
        int at = slot(text, from, end);
        return (V) values[at];
    }

    V computeIfAbsent(String key, Supplier<V> make) {
        var known = get(key, 0, key.length());
        if (known != null) {
            return known;
        }
        if (++size * 2 > keys.length) {
            grow();
        }
        var made = make.get();
        put(key, made);
        return made;
    }

    private void put(String key, Object value) {
        int at = slot(key, 0, key.length());
        keys[at] = key;
        values[at] = value;
    }

    private void grow() {
        var oldKeys = keys;
        var oldValues = values;
        keys = new String[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }

    // Where the key is, or the free slot where it would be; at least half of the slots are free.
    private int slot(String text, int from, int end) {
        int at = hash(text, from, end) & (keys.length - 1);
        while (keys[at] != null && !isKey(keys[at], text, from, end)) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private static boolean isKey(String key, String text, int from, int end) {
        return key.length() == end - from && text.startsWith(key, from);
    }

    private static int hash(String text, int from, int end) {
        int hash = 0;
        for (int i = from; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (hash >>> 16);
    }
}
