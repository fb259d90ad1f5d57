package io.gatehouse.e2e.attack;

import io.gatehouse.e2e.Gatehouse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Who together have one of everything that an id can name. */
record Owners(Person person, Administration administration) {

    static Owners in(Gatehouse gatehouse) {
        return new Owners(Person.in(gatehouse), Administration.of(gatehouse));
    }

    String id(Resource resource) {
        return Objects.requireNonNullElseGet(person.id(resource), () -> administration.id(resource));
    }

    /** The path of an operation with their ids. */
    String target(Operation operation) {
        return operation.target(parameter -> id(Resource.of(operation, parameter)));
    }

    /** The token of whoever of them is asked for, or null for nobody. */
    String token(Caller caller) {
        return switch (caller) {
            case NOBODY -> null;
            case PERSON -> person.accessToken();
            case ADMINISTRATOR -> administration.accessToken();
            case CLIENT -> administration.clientToken();
        };
    }

    /** What the client sends to an endpoint of OAuth as itself, each value as JSON; it names the person's token. */
    Map<String, String> form(Operation operation) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("token", person.accessToken());
        form.put("client_id", id(Resource.CLIENT));
        form.put("client_secret", administration.clientSecret());
        form.keySet().retainAll(operation.fields());
        form.replaceAll((_, value) -> HostileText.quoted(value));
        return form;
    }

    /** The token of who may use an operation. */
    String tokenFor(Operation operation) {
        return token(operation.administered() ? Caller.ADMINISTRATOR : Caller.PERSON);
    }
}
