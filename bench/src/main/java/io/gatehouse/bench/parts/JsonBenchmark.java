package io.gatehouse.bench.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.Problem;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.contracts.user.UserResponse;
import io.gatehouse.contracts.user.Visibility;
import io.gatehouse.contracts.user.VisibilitySettings;
import io.gatehouse.kit.web.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What writing answers costs: to a sign-in, a refusal, a profile and a page of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

    private final ObjectMapper mapper = Json.configure(new ObjectMapper());
    // As long as those of a real answer.
    private final TokenResponse response =
            new TokenResponse("a".repeat(640), "Bearer", 900, "r".repeat(43), 2_592_000L, null);

    private final UserResponse profile = new UserResponse(
            UUID.fromString("0199a1b2-0000-7000-8000-000000000000"),
            "Ada Lovelace",
            "Ada",
            "Lovelace",
            "en-GB",
            "Europe/London",
            "https://example.com/ada.png",
            "Lives here.",
            null,
            Map.of("team", "engines"),
            VisibilitySettings.ofNameAndPicture(Visibility.MEMBERS),
            Instant.EPOCH,
            Instant.EPOCH,
            1L);
    private final Page<UserResponse> page = new Page<>(Collections.nCopies(50, profile), "c".repeat(60));

    @Benchmark
    public byte[] problem() throws JsonProcessingException {
        var refusal = new ApiException(ErrorCode.NOT_FOUND);
        return mapper.writeValueAsBytes(Problem.of(refusal, "/v1/users/0", "0199a1b2"));
    }

    @Benchmark
    public byte[] profile() throws JsonProcessingException {
        return mapper.writeValueAsBytes(profile);
    }

    @Benchmark
    public byte[] pageOf50() throws JsonProcessingException {
        return mapper.writeValueAsBytes(page);
    }

    @Benchmark
    public byte[] tokenResponse() throws JsonProcessingException {
        return mapper.writeValueAsBytes(response);
    }
}
