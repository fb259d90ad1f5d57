package io.gatehouse.e2e.nativeimage;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The classes of Gatehouse in some jars, by their internal names ({@code io/gatehouse/contracts/error/Problem}). */
record Bytecode(Map<String, ClassModel> classes) {

    private static final String OURS = "io/gatehouse/";
    private static final String SUFFIX = ".class";
    // In descriptors, signatures and names alike.
    private static final Pattern NAMED = Pattern.compile(OURS + "[\\w/$]+");

    static Bytecode of(Collection<JarFile> jars) {
        var classes = new HashMap<String, ClassModel>();
        for (var jar : jars) {
            jar.stream()
                    .filter(entry -> entry.getName().startsWith(OURS))
                    .filter(entry -> entry.getName().endsWith(SUFFIX))
                    .forEach(entry -> classes.put(
                            entry.getName().substring(0, entry.getName().length() - SUFFIX.length()),
                            ClassFile.of().parse(Jars.bytes(jar, entry))));
        }
        return new Bytecode(classes);
    }

    /** Those that these name, or that are named by those, and so on; the ones to begin with are among them. */
    Bytecode reachedFrom(Bytecode roots) {
        var reached = new TreeSet<>(roots.classes.keySet());
        var next = new ArrayDeque<>(roots.classes.values());
        while (!next.isEmpty()) {
            named(next.remove()).filter(reached::add).map(classes::get).forEach(next::add);
        }
        return only(reached::contains);
    }

    Bytecode only(Predicate<String> wanted) {
        var some = new HashMap<>(classes);
        some.keySet().removeIf(wanted.negate());
        return new Bytecode(some);
    }

    /** With the dots that everybody else writes. */
    static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }

    /** The records among them, and the enums that those have. */
    Bytecode recordsAndTheirEnums() {
        var parts = classes.values().stream()
                .flatMap(type -> type.findAttribute(Attributes.record()).stream())
                .flatMap(type -> type.components().stream())
                .map(part -> part.findAttribute(Attributes.signature())
                        .map(signature -> signature.signature().stringValue())
                        .orElse(part.descriptor().stringValue()))
                .flatMap(Bytecode::named)
                .collect(Collectors.toSet());
        return only(name -> isRecord(name) || (isEnum(name) && parts.contains(name)));
    }

    boolean isRecord(String name) {
        return isA(name, "java/lang/Record");
    }

    boolean isEnum(String name) {
        return isA(name, "java/lang/Enum");
    }

    Set<String> names() {
        return new TreeSet<>(classes.keySet());
    }

    Stream<MethodModel> methods() {
        return classes.values().stream().flatMap(type -> type.methods().stream());
    }

    private boolean isA(String name, String superclass) {
        var type = classes.get(name);
        return type != null
                && type.superclass()
                        .filter(parent -> parent.asInternalName().equals(superclass))
                        .isPresent();
    }

    private Stream<String> named(ClassModel type) {
        return StreamSupport.stream(type.constantPool().spliterator(), false)
                .filter(Utf8Entry.class::isInstance)
                .map(entry -> ((Utf8Entry) entry).stringValue())
                .flatMap(Bytecode::named)
                .filter(classes::containsKey);
    }

    private static Stream<String> named(String text) {
        return NAMED.matcher(text).results().map(MatchResult::group);
    }
}
