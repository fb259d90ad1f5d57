package io.gatehouse.bench.peer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Profiles by id and a page of them, with WebFlux and R2DBC: no token, no mapping of objects, no row-level security. */
@SpringBootApplication
@RestController
public class SpringWebfluxPeer {

    private static final String SELECT = """
            SELECT id, display_name, search_name, given_name, family_name, locale, time_zone, avatar_url, bio, phone,
                attributes::text AS attributes, visibility::text AS visibility, version, created_at, updated_at
            FROM users.profile\s""";

    private final DatabaseClient database;

    SpringWebfluxPeer(DatabaseClient database) {
        this.database = database;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(SpringWebfluxPeer.class, arguments);
    }

    @GetMapping("/v1/users/{id}")
    Mono<Person> get(@PathVariable UUID id) {
        return database.sql(SELECT + "WHERE id = $1")
                .bind(0, id)
                .map(Person::of)
                .one()
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    @GetMapping("/v1/users")
    Mono<People> list(@RequestParam int limit) {
        return database.sql(SELECT + "WHERE search_name > $1 ORDER BY search_name, id LIMIT $2")
                .bind(0, "")
                .bind(1, limit)
                .map(Person::of)
                .all()
                .collectList()
                .map(People::new);
    }

    record People(List<Person> items) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Person(
            UUID id,
            String displayName,
            String givenName,
            String familyName,
            String locale,
            String timeZone,
            String avatarUrl,
            String bio,
            String phone,
            @JsonRawValue String attributes,
            @JsonRawValue String visibility,
            OffsetDateTime createdAt,
            OffsetDateTime updatedAt,
            Long version) {

        static Person of(Readable row) {
            return new Person(
                    row.get("id", UUID.class),
                    row.get("display_name", String.class),
                    row.get("given_name", String.class),
                    row.get("family_name", String.class),
                    row.get("locale", String.class),
                    row.get("time_zone", String.class),
                    row.get("avatar_url", String.class),
                    row.get("bio", String.class),
                    row.get("phone", String.class),
                    row.get("attributes", String.class),
                    row.get("visibility", String.class),
                    row.get("created_at", OffsetDateTime.class),
                    row.get("updated_at", OffsetDateTime.class),
                    row.get("version", Long.class));
        }
    }
}
