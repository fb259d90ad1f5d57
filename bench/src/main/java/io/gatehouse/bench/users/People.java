package io.gatehouse.bench.users;

import io.gatehouse.bench.measure.SqlScript;
import io.gatehouse.migrator.PostgresUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The profiles that are read, made by {@code bench/sql/people.sql}.
 *
 * @param ids of those who are asked for
 * @param names family names that some of them have
 */
public record People(List<String> ids, List<String> names) {

    private static final int ASKED_FOR = 2_000;
    private static final int LOOKED_FOR = 500;

    /** Makes so many. */
    public static People make(Path checkout, PostgresUrl database, int count) throws IOException {
        var script = new SqlScript(checkout, database, "users");
        script.run("people.sql", Map.of("gatehouse.people", Integer.toString(count)));
        return new People(
                script.column("SELECT id FROM profile ORDER BY random() LIMIT " + ASKED_FOR),
                script.column(
                        "SELECT split_part(search_name, ' ', 2) FROM profile ORDER BY random() LIMIT " + LOOKED_FOR));
    }
}
