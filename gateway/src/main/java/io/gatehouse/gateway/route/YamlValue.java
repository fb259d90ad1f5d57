package io.gatehouse.gateway.route;

import io.gatehouse.gateway.route.Mistakes.MistakeException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value in the routes file that knows its line, and says so when it is not what it should be. */
final class YamlValue {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)(?::([^}]*))?}");

    private final String key;
    private final Node node;
    private final Function<String, String> variables;
    private final Mistakes mistakes;

    /** @param key what it is the value of, or null */
    private YamlValue(String key, Node node, Function<String, String> variables, Mistakes mistakes) {
        this.key = key;
        this.node = node;
        this.variables = variables;
        this.mistakes = mistakes;
    }

    /** The value that a whole file is. */
    static YamlValue root(String text, Function<String, String> variables, Mistakes mistakes) {
        try {
            var node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (node == null) {
                throw new MistakeException(1, "the file is empty");
            }
            return new YamlValue(null, node, variables, mistakes);
        } catch (MarkedYAMLException unreadable) {
            var mark = unreadable.getProblemMark();
            throw new MistakeException(mark == null ? 1 : mark.getLine() + 1, "is no YAML: " + unreadable.getProblem());
        } catch (YAMLException unreadable) {
            throw new MistakeException(1, "is no YAML: " + unreadable.getMessage());
        }
    }

    MistakeException refused(String sentence) {
        return new MistakeException(line(), sentence);
    }

    /** Notes a mistake and goes on. */
    private void mistake(String sentence) {
        mistakes.add(line(), sentence);
    }

    private int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** The value made by {@code reader}; what that finds wrong is told with the line. */
    <T> T as(Function<String, T> reader) {
        var text = text();
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw refused((key == null ? "" : key + ": ") + "'" + text + "' " + wrong.getMessage());
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

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    long number() {
        return as(Amounts::number);
    }

    int wholeNumber() {
        return as(Amounts::wholeNumber);
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
                .filter(choice -> Names.wire(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> refused("'" + text + "' is none of "
                        + Stream.of(choices.getEnumConstants()).map(Names::wire).toList()));
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
                ? sequence.getValue().stream().map(item -> child(null, item)).toList()
                : List.of(this);
    }

    /** What {@code reader} makes of the values of a list. All those that are wrong are told, and then there is no list. */
    <T> List<T> each(Function<YamlValue, T> reader) {
        int mistakesBefore = mistakes.count();
        var made = new ArrayList<T>();
        list().forEach(item -> made.add(mistakes.collect(() -> reader.apply(item), null)));
        // Of what was told elsewhere there is nothing to use here.
        made.removeIf(Objects::isNull);
        return mistakes.count() > mistakesBefore ? null : List.copyOf(made);
    }

    List<String> texts() {
        return list().stream().map(YamlValue::text).toList();
    }

    /** A mapping that has no other keys than these. */
    YamlFields fields(String what, String... known) {
        int mistakesBefore = mistakes.count();
        var fields = mapping();
        var allowed = List.of(known);
        for (var tuple : ((MappingNode) node).getValue()) {
            var given = child(null, tuple.getKeyNode());
            if (!allowed.contains(given.text())) {
                given.mistake("unknown key '" + given.text() + "' in " + what + "; known are " + allowed);
            }
        }
        return new YamlFields(this, mistakes, what, fields, mistakesBefore);
    }

    /** A mapping whose keys are names that the file gives. */
    Map<String, YamlValue> mapping() {
        if (!(node instanceof MappingNode mapping)) {
            throw refused("keys and values are expected here");
        }
        var fields = new LinkedHashMap<String, YamlValue>();
        for (var tuple : mapping.getValue()) {
            var given = child(null, tuple.getKeyNode());
            var name = given.text();
            if (fields.put(name, child(name, tuple.getValueNode())) != null) {
                given.mistake("key '" + name + "' stands here twice");
            }
        }
        return fields;
    }

    private YamlValue child(String key, Node of) {
        return new YamlValue(key, of, variables, mistakes);
    }

    private String resolve(MatchResult variable) {
        var value = variables.apply(variable.group(1));
        if (value == null && variable.group(2) == null) {
            throw refused("the variable " + variable.group(1) + " is not set and has no default");
        }
        return value == null ? variable.group(2) : value;
    }
}
