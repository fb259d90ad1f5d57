package io.gatehouse.auth.seal;

/**
 * Where a feature keeps sealed values; each says so as a bean, so that they follow the master key.
 *
 * @param id of the row; the context of a value is its text after {@code contextPrefix}
 */
public record SealedColumn(String table, String id, String column, String contextPrefix) {}
