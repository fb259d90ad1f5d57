package io.gatehouse.e2e.nativeimage;

import java.lang.classfile.Attributes;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The types of Gatehouse that its own code has read or written as JSON: what stands last among the arguments of Jackson's methods,
 * and of methods that hand their last argument on to those. What endpoints take and return is the business of Quarkus, which
 * declares it.
 */
final class JsonTypes {

    private static final Pattern JACKSON =
            Pattern.compile("com/fasterxml/jackson/databind/Object(?:Mapper|Writer|Reader)"
                    + "\\.(?:writeValue\\w*|valueToTree|treeToValue|convertValue|readValue|readerFor|forType)\\(.*");
    private static final Pattern RESPONSES = Pattern.compile(
            "(?:jakarta/ws/rs/core/Response|"
                    + "org/jboss/resteasy/reactive/RestResponse)(?:\\$ResponseBuilder)?\\.(?:entity|ok|create)\\(.*Object;\\).*");
    private static final Set<String> ANY = Set.of("java/lang/Object", "java/lang/Record", "java/lang/Class");

    private final Bytecode code;
    private final Set<String> sinks = new HashSet<>();
    private final Set<String> found = new TreeSet<>();

    private JsonTypes(Bytecode code) {
        this.code = code;
    }

    /** Their internal names. */
    static Set<String> of(Bytecode code) {
        var types = new JsonTypes(code);
        int known;
        do {
            known = types.sinks.size();
            code.methods().forEach(types::look);
        } while (types.sinks.size() > known);
        return types.found;
    }

    private void look(MethodModel method) {
        Instruction before = null;
        for (var instruction : Code.instructions(method)) {
            if (instruction instanceof InvokeInstruction call && isSink(call) && before != null) {
                lastArgument(method, before);
            }
            before = instruction;
        }
    }

    private boolean isSink(InvokeInstruction call) {
        var callee = Code.callee(call);
        return JACKSON.matcher(callee).matches() || RESPONSES.matcher(callee).matches() || sinks.contains(callee);
    }

    private void lastArgument(MethodModel method, Instruction pushed) {
        var type = type(method, pushed);
        type.filter(name -> code.isRecord(name) || code.isEnum(name)).ifPresent(found::add);
        if (pushed instanceof LoadInstruction load
                && type.filter(ANY::contains).isPresent()
                && load.slot() == lastParameter(method)) {
            sinks.add(Code.name(method));
        }
    }

    private static Optional<String> type(MethodModel method, Instruction pushed) {
        return switch (pushed) {
            case InvokeInstruction made
            when made.name().equalsString("<init>") -> Optional.of(made.owner().asInternalName());
            case InvokeInstruction asked -> name(asked.typeSymbol().returnType());
            case FieldInstruction read -> name(read.typeSymbol());
            case TypeCheckInstruction cast -> Optional.of(cast.type().asInternalName());
            case ConstantInstruction constant when constant.constantValue() instanceof ClassDesc type -> name(type);
            case LoadInstruction load -> local(method, load.slot());
            default -> Optional.empty();
        };
    }

    private static Optional<String> local(MethodModel method, int slot) {
        return method.code().stream()
                .flatMap(code -> code.findAttributes(Attributes.localVariableTable()).stream())
                .flatMap(table -> table.localVariables().stream())
                .filter(variable -> variable.slot() == slot)
                .findFirst()
                .flatMap(variable -> name(ClassDesc.ofDescriptor(variable.type().stringValue())));
    }

    private static int lastParameter(MethodModel method) {
        var parameters = method.methodTypeSymbol().parameterList();
        var slot = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
        for (var parameter : parameters.subList(0, Math.max(0, parameters.size() - 1))) {
            slot += parameter.descriptorString().matches("[JD]") ? 2 : 1;
        }
        return slot;
    }

    private static Optional<String> name(ClassDesc type) {
        var descriptor = type.descriptorString();
        return type.isClassOrInterface()
                ? Optional.of(descriptor.substring(1, descriptor.length() - 1))
                : Optional.empty();
    }
}
