package io.gatehouse.e2e.nativeimage;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.stream.Stream;

/** The instructions of methods. */
final class Code {

    private Code() {}

    static List<Instruction> instructions(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .filter(Instruction.class::isInstance)
                .map(Instruction.class::cast)
                .toList();
    }

    static Stream<InvokeInstruction> calls(MethodModel method) {
        return instructions(method).stream()
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast);
    }

    /** Who is called: the class, the method and its descriptor. */
    static String callee(InvokeInstruction call) {
        return call.owner().asInternalName() + "." + call.name().stringValue()
                + call.type().stringValue();
    }

    /** The same of a method itself. */
    static String name(MethodModel method) {
        return method.parent().orElseThrow().thisClass().asInternalName() + "."
                + method.methodName().stringValue() + method.methodType().stringValue();
    }

    static boolean is(CodeElement instruction, String owner, String name) {
        return instruction instanceof InvokeInstruction call
                && call.owner().asInternalName().equals(owner)
                && call.name().equalsString(name);
    }
}
