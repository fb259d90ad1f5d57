package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.e2e.Api;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to an operation, good but for a few parts that are not. Whether it still is one to this operation, and one
 * that HTTP allows, is known too: else another part of the door may refuse it.
 */
final class FuzzedRequest {

    private static final Pattern ONE_SEGMENT = Pattern.compile("[A-Za-z0-9_~.-]*[A-Za-z0-9_~-][A-Za-z0-9_~.-]*");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x20-\\x7e\\x80-\\xff]{0,1000}");

    private final Operation operation;
    private final Owners owners;
    private final Caller caller;
    private final RandomGenerator random;
    private final HostileText hostile;
    private final Map<String, String> path = new LinkedHashMap<>();
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String body;
    private boolean sound = true;

    FuzzedRequest(Operation operation, Owners owners, Caller caller, RandomGenerator random) {
        this.operation = operation;
        this.owners = owners;
        this.caller = caller;
        this.random = random;
        this.hostile = new HostileText(random);
        operation
                .parameters("path")
                .forEach(parameter ->
                        path.put(parameter.name(), encoded(owners.id(Resource.of(operation, parameter.name())))));
        operation
                .parameters("header")
                .filter(Operation.Parameter::required)
                // Whatever the version is by now: else what follows the first change would be refused for it.
                .forEach(parameter -> fields.put(parameter.name(), "*"));
        if (caller != Caller.NOBODY && !identifiedByForm()) {
            fields.put("Authorization", "Bearer " + owners.token(caller));
        }
        body = operation.body().map(_ -> Examples.written(operation, values())).orElse(null);
        if (body != null) {
            fields.put("Content-Type", hostile.any(operation.mediaTypes()));
        }
    }

    /** Spoils some parts of it. */
    FuzzedRequest spoiled() {
        for (int parts = hostile.any(List.of(0, 1, 1, 1, 1, 2, 3)); parts > 0; parts--) {
            spoilOne();
        }
        return this;
    }

    Wire.Request request() {
        // Each from an address of its own: what guards against guessing is not what is tested here.
        var lines = new ArrayList<String>(List.of("X-Forwarded-For: " + Api.newAddress()));
        fields.forEach((name, value) -> lines.add(name + ": " + value));
        var target = operation.target(path::get) + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return new Wire.Request(operation.method(), target, lines, body == null ? null : body.getBytes(ISO_8859_1));
    }

    /** Whether it still names this operation, in a way that HTTP allows. */
    boolean sound() {
        return sound;
    }

    /** Whether it brings the token of who asks, unspoiled. */
    boolean identified() {
        return ("Bearer " + owners.token(caller)).equals(fields.get("Authorization"));
    }

    private boolean identifiedByForm() {
        return caller == Caller.CLIENT && operation.takesForm();
    }

    private Map<String, String> values() {
        var values =
                new Examples(operation.document(), random).body(operation.body().orElseThrow());
        if (identifiedByForm()) {
            values.keySet().retainAll(owners.form(operation).keySet());
            values.putAll(owners.form(operation));
        }
        return values;
    }

    private void spoilOne() {
        var parts = new ArrayList<Runnable>(List.of(this::spoilField));
        if (!path.isEmpty()) {
            parts.addAll(List.of(this::spoilPath, this::spoilPath));
        }
        if (operation.safe()) {
            parts.addAll(List.of(this::spoilQuery, this::spoilQuery, this::spoilQuery));
        }
        if (body != null) {
            parts.addAll(
                    List.of(this::spoilBody, this::spoilBody, this::spoilBody, this::spoilBody, this::spoilMediaType));
        }
        hostile.any(parts).run();
    }

    private void spoilPath() {
        var name = hostile.any(List.copyOf(path.keySet()));
        var segment = random.nextBoolean() ? hostile.any(HostileHttp.SEGMENTS) : encoded(hostile.text());
        path.put(name, segment);
        sound &= ONE_SEGMENT.matcher(segment).matches() && !operation.document().names(operation.target(path::get));
    }

    private void spoilQuery() {
        var known = operation.parameters("query").toList();
        if (known.isEmpty() || random.nextInt(5) == 0) {
            var added = hostile.any(HostileHttp.QUERIES);
            query.add(added);
            sound &= wellEscaped(added);
        } else {
            query.add(hostile.any(known).name() + "=" + encoded(hostile.text()));
        }
    }

    private void spoilField() {
        var known = operation.parameters("header").toList();
        if (!known.isEmpty() && random.nextBoolean()) {
            put(hostile.any(known).name(), new String(hostile.text().getBytes(UTF_8), ISO_8859_1));
            return;
        }
        var name = hostile.any(HostileHttp.FIELDS.keySet().stream().sorted().toList());
        put(name, hostile.any(HostileHttp.FIELDS.get(name)));
    }

    private void put(String name, String value) {
        fields.put(name, value);
        sound &= FIELD_VALUE.matcher(value).matches() && !name.equals("Expect");
    }

    private void spoilMediaType() {
        fields.put("Content-Type", hostile.any(HostileHttp.MEDIA_TYPES));
    }

    private void spoilBody() {
        var values = values();
        var name = hostile.any(List.copyOf(values.keySet()));
        switch (random.nextInt(7)) {
            case 0 -> values.remove(name);
            case 1 -> values.put(hostile.text(), hostile.json());
            case 2 -> values.put(name, HostileText.quoted(hostile.tooLong()));
            default -> values.put(name, hostile.json());
        }
        body = Examples.written(operation, values);
        switch (random.nextInt(8)) {
            case 0 -> body = hostile.noObject();
            case 1 -> body = body.substring(0, random.nextInt(body.length()));
            case 2 -> body = twice(name, body);
            default -> {
                // Only a field is wrong.
            }
        }
    }

    private String twice(String name, String object) {
        return operation.takesForm()
                ? object + "&" + encoded(name) + "=x"
                : object.replaceFirst("}$", "," + quotedForReplacement(name) + ":null}");
    }

    private static String quotedForReplacement(String name) {
        return Matcher.quoteReplacement(HostileText.quoted(name));
    }

    private static boolean wellEscaped(String text) {
        try {
            URLDecoder.decode(text, UTF_8);
            return true;
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
