package io.gatehouse.bench.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.kit.web.Json;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What writing the answer to a sign-in costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

    private final ObjectMapper mapper = Json.configure(new ObjectMapper());
    // As long as those of a real answer.
    private final TokenResponse response =
            new TokenResponse("a".repeat(640), "Bearer", 900, "r".repeat(43), 2_592_000L, null);

    @Benchmark
    public byte[] tokenResponse() throws JsonProcessingException {
        return mapper.writeValueAsBytes(response);
    }
}
