package io.gatehouse.gateway.route;

import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value in the routes file that knows its line, and says so when it is not what it should be. */
final class YamlValue {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)(?::([^}]*))?}");

    private final String file;
    private final Node node;
    private final Function<String, String> variables;

    private YamlValue(String file, Node node, Function<String, String> variables) {
        this.file = file;
        this.node = node;
        this.variables = variables;
    }

    /** The value that a whole file is. */
    static YamlValue root(String file, String text, Function<String, String> variables) {
        try {
            var node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (node == null) {
                throw new RouteFileException(file, 1, "the file is empty");
            }
            return new YamlValue(file, node, variables);
        } catch (MarkedYAMLException unreadable) {
            var mark = unreadable.getProblemMark();
            throw new RouteFileException(
                    file, mark == null ? 1 : mark.getLine() + 1, "is no YAML: " + unreadable.getProblem());
        }
    }

    RouteFileException refused(String sentence) {
        return new RouteFileException(file, node.getStartMark().getLine() + 1, sentence);
    }

    /** The value made by {@code reader}; what that finds wrong is told with the line. */
    <T> T as(Function<String, T> reader) {
        var text = text();
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw refused("'" + text + "': " + wrong.getMessage());
        }
    }

    /** What {@code make} makes of this value; what that finds wrong is told with the line. */
    <T> T checked(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw refused(wrong.getMessage());
        }
    }

    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw refused("a single value is expected here");
        }
        return VARIABLE.matcher(scalar.getValue()).replaceAll(found -> Matcher.quoteReplacement(resolve(found)));
    }

    long number() {
        return as(Amounts::number);
    }

    boolean bool() {
        var text = text();
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused("'" + text + "' is neither true nor false");
        };
    }

    <E extends Enum<E>> E oneOf(Class<E> choices) {
        var text = text();
        return Stream.of(choices.getEnumConstants())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> refused("'" + text + "' is none of "
                        + Stream.of(choices.getEnumConstants())
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .toList()));
    }

    Duration duration() {
        return as(Amounts::duration);
    }

    long bytes() {
        return as(Amounts::bytes);
    }

    /** A list, or a single value as a list of one. */
    List<YamlValue> list() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(this::child).toList()
                : List.of(this);
    }

    List<String> texts() {
        return list().stream().map(YamlValue::text).toList();
    }

    /** A mapping that has no other keys than these. */
    Fields fields(String what, String... known) {
        var fields = mapping();
        var allowed = List.of(known);
        fields.forEach((key, value) -> {
            if (!allowed.contains(key)) {
                throw value.refused("unknown key '" + key + "' in " + what + "; known are " + allowed);
            }
        });
        return new Fields(this, what, fields);
    }

    /** A mapping whose keys are names that the file gives. */
    Map<String, YamlValue> mapping() {
        if (!(node instanceof MappingNode mapping)) {
            throw refused("keys and values are expected here");
        }
        var fields = new LinkedHashMap<String, YamlValue>();
        for (var tuple : mapping.getValue()) {
            var key = child(tuple.getKeyNode()).text();
            if (fields.put(key, child(tuple.getValueNode())) != null) {
                throw child(tuple.getKeyNode()).refused("key '" + key + "' stands here twice");
            }
        }
        return fields;
    }

    private YamlValue child(Node of) {
        return new YamlValue(file, of, variables);
    }

    private String resolve(MatchResult variable) {
        var value = variables.apply(variable.group(1));
        if (value == null && variable.group(2) == null) {
            throw refused("the variable " + variable.group(1) + " is not set and has no default");
        }
        return value == null ? variable.group(2) : value;
    }

    /** The known keys of one mapping. */
    record Fields(YamlValue of, String what, Map<String, YamlValue> byKey) {

        YamlValue get(String key) {
            var value = byKey.get(key);
            if (value == null) {
                throw of.refused("'" + key + "' is missing in " + what);
            }
            return value;
        }

        <T> T get(String key, Function<YamlValue, T> reader, T otherwise) {
            var value = byKey.get(key);
            return value == null ? otherwise : reader.apply(value);
        }
    }
}
