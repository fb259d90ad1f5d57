package io.gatehouse.kit.privacy;

/**
 * A table with something of people in it. The feature that owns it produces one. No part of it is from outside: it is put
 * together to SQL.
 *
 * @param name the table's; its rows stand under it in the export
 * @param columns what of a row is handed out: columns, and expressions that are called as the column they stand for. No secrets,
 *     and nothing of others
 * @param condition which rows are a person's, whose account's id is {@code $1::uuid}
 * @param key a text, unique among a person's rows, by which they are read a page at a time
 */
public record PersonalTable(String name, String columns, String condition, String key) {

    /** Of rows that are known by a column {@code id}. */
    public static PersonalTable byId(String name, String columns, String condition) {
        return new PersonalTable(name, columns, condition, "id::text");
    }

    /** The rows behind the key {@code $2}, at most {@code $3}, each as its key and its JSON. */
    String page() {
        return """
                SELECT behind, (to_jsonb(shown) - 'behind')::text AS json
                FROM (
                    SELECT %4$s AS behind, %2$s FROM %1$s
                    WHERE (%3$s) AND %4$s > $2
                    ORDER BY behind
                    LIMIT $3
                ) AS shown
                ORDER BY behind""".formatted(name, columns, condition, key);
    }
}
