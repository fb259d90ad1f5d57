package io.gatehouse.e2e.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.ScratchCheckout;
import io.gatehouse.e2e.Script;
import io.gatehouse.e2e.SharedGatehouse;
import io.gatehouse.local.Service;
import java.io.IOException;
import java.lang.classfile.instruction.ConstantInstruction;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./gatehouse native sources} works for every process, and declares all that GraalVM does not find by itself. */
class NativeImageTest {

    private static final String CONTRACTS = "io/gatehouse/contracts/";
    // Its document tells of it, but nobody makes one: exports are written part by part.
    private static final String NOT_JSON = CONTRACTS + "privacy/PersonalExport";
    private static final String MIGRATOR = "deploy/migrator";
    private static final String PLUGINS = "META-INF/services/org.flywaydb.core.extensibility.Plugin";
    // Settings and services are Quarkus's business, which reads them while it builds.
    private static final Pattern READ_BY_QUARKUS = Pattern.compile("application\\.properties|META-INF/.*|.*quarkus.*");

    private static Map<String, NativeSources> sources;

    @BeforeAll
    static void augment() throws IOException {
        var checkout = ScratchCheckout.compiledIn(SharedGatehouse.home("native"));
        var made = checkout.runFetching("gatehouse", "native", "sources");
        assertThat(made.exitCode()).as(made.output()).isZero();
        sources = Stream.concat(services().stream(), Stream.of(MIGRATOR))
                .collect(Collectors.toMap(
                        Function.identity(),
                        module -> NativeSources.in(checkout.root().resolve(module, "target/native-sources"))));
    }

    static List<String> services() {
        return Script.SERVICES.stream().map(Service::folder).toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyContractAndItsEnumsCanBeReadAndWritten(String service) {
        var code = Bytecode.of(sources.get(service).own());
        var contracts = code.reachedFrom(
                        Bytecode.of(List.of(sources.get(service).runner())))
                .only(name -> name.startsWith(CONTRACTS) && !name.equals(NOT_JSON))
                .recordsAndTheirEnums();

        assertThat(contracts.names())
                .isNotEmpty()
                .map(Bytecode::dotted)
                .isSubsetOf(sources.get(service).wholeTypes());
    }

    @ParameterizedTest
    @MethodSource("services")
    void whateverIsGivenToJacksonCanBeReadAndWritten(String service) {
        var code = Bytecode.of(sources.get(service).own());

        assertThat(JsonTypes.of(code.reachedFrom(
                        Bytecode.of(List.of(sources.get(service).runner())))))
                .isNotEmpty()
                .map(Bytecode::dotted)
                .isSubsetOf(sources.get(service).wholeTypes());
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyResourceCanBeRead(String service) {
        assertThat(sources.get(service).own().stream()
                        .flatMap(Jars::resources)
                        .filter(path -> !READ_BY_QUARKUS.matcher(path).matches()))
                .allMatch(sources.get(service)::hasResource);
    }

    @Test
    void resourcesOfLibrariesCanBeRead() {
        assertThat(resources("auth-service", "com.nulab-inc.zxcvbn", "com/nulabinc/zxcvbn/matchers/"))
                .hasSizeGreaterThan(10)
                .allMatch(sources.get("auth-service")::hasResource);
        assertThat(resources("user-service", "com.networknt.json-schema-validator", "draft/2020-12/"))
                .hasSizeGreaterThan(5)
                .allMatch(sources.get("user-service")::hasResource);
        assertThat(sources.get("user-service").hasResource("jsv-messages.properties"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatIsLoadedByItsNameIsFound(String service) {
        assertThat(Stream.concat(loadedByName(service), providers(service)))
                .isSubsetOf(sources.get(service).types());
    }

    @ParameterizedTest
    @MethodSource("services")
    void nothingThatBelongsToOneProcessIsPutIntoTheImage(String service) {
        assertThat(BakedIn.in(Bytecode.of(sources.get(service).own())))
                .isSubsetOf(sources.get(service).initializedAtRunTime());
    }

    @ParameterizedTest
    @MethodSource("services")
    void functionsOfTheSystemAreDeclared(String service) {
        var called = Bytecode.of(sources.get(service).own())
                .methods()
                .flatMap(Code::calls)
                .filter(call -> Code.is(call, "java/lang/foreign/Linker", "downcallHandle"))
                .count();

        assertThat(sources.get(service).downcalls()).hasSize((int) called);
    }

    @Test
    void brotliIsPartOfTheGateway() {
        var gateway = sources.get("gateway");

        assertThat(gateway.arguments()).anyMatch(argument -> argument.contains("graal.Brotli4jFeature"));
        assertThat(gateway.libraries().stream().flatMap(Jars::resources))
                .anyMatch(path -> path.endsWith("/libbrotli.so"));
    }

    @Test
    void migratorFindsWhatFlywayAndTheDriverLookFor() {
        var migrator = sources.get(MIGRATOR);
        var plugins = migrator.libraries().stream()
                .filter(jar -> jar.getEntry(PLUGINS) != null)
                .flatMap(jar -> Jars.text(jar, PLUGINS).lines())
                .filter(line -> line.startsWith("org.flywaydb."))
                .toList();

        assertThat(migrator.runner().getEntry("io/gatehouse/migrator/MigratorMain.class"))
                .isNotNull();
        assertThat(plugins).hasSizeGreaterThan(10).isSubsetOf(migrator.types());
        assertThat(migrator.types()).contains("org.postgresql.Driver");
        assertThat(List.of(PLUGINS, "org/flywaydb/core/internal/version.txt")).allMatch(migrator::hasResource);
        assertThat(BakedIn.in(Bytecode.of(migrator.own()))).isEmpty();
    }

    private static List<String> resources(String service, String library, String folder) {
        return Jars.resources(sources.get(service).library(library))
                .filter(path -> path.startsWith(folder))
                .toList();
    }

    // Where the name stands right before the call.
    private static Stream<String> loadedByName(String service) {
        return Bytecode.of(sources.get(service).own())
                .methods()
                .map(Code::instructions)
                .flatMap(instructions -> Stream.iterate(1, at -> at < instructions.size(), at -> at + 1)
                        .filter(at -> Code.is(instructions.get(at), "java/lang/Class", "forName"))
                        .map(at -> instructions.get(at - 1)))
                .filter(ConstantInstruction.class::isInstance)
                .map(name -> ((ConstantInstruction) name).constantValue().toString());
    }

    private static Stream<String> providers(String service) {
        return sources.get(service).own().stream()
                .flatMap(jar -> Jars.resources(jar)
                        .filter(path -> path.startsWith("META-INF/services/"))
                        .flatMap(path -> Jars.text(jar, path).lines()))
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(provider -> provider.startsWith("io.gatehouse."));
    }
}
