package io.gatehouse.kit.problem;

import io.gatehouse.contracts.auth.SignupRequest;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.deadline.RequestDeadline;
import io.gatehouse.kit.identity.CurrentIdentity;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.net.ConnectException;
import java.time.Duration;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** An endpoint of every kind that can fail. */
@Path("/sample")
public class SampleResource {

    private final CurrentIdentity current;

    SampleResource(CurrentIdentity current) {
        this.current = current;
    }

    @POST
    @Path("/signup")
    @Consumes(MediaType.APPLICATION_JSON)
    @Refuses(ErrorCode.EMAIL_TAKEN)
    public Uni<String> signup(@Valid @NotNull SignupRequest request) {
        return Uni.createFrom().failure(new ApiException(ErrorCode.EMAIL_TAKEN));
    }

    @GET
    @Path("/limit")
    public Uni<Integer> limit(@RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit) {
        return Uni.createFrom().item(limit);
    }

    @GET
    @Path("/time-left")
    public Uni<Long> timeLeft() {
        return Uni.createFrom().item(RequestDeadline.within(Duration.ofDays(1)).toMillis());
    }

    @GET
    @Path("/id/{id}")
    public Uni<String> id(@RestPath UUID id) {
        return Uni.createFrom().item(id.toString());
    }

    @GET
    @Path("/me")
    @Authenticated
    public Uni<String> me() {
        return Uni.createFrom().item(current.get().subject());
    }

    @GET
    @Path("/admin")
    @RolesAllowed("admin")
    public Uni<String> admin() {
        return Uni.createFrom().item(current.get().subject());
    }

    @GET
    @Path("/one/{id}")
    @Refuses(ErrorCode.NOT_FOUND)
    public Uni<String> one(String id) {
        return one();
    }

    private static Uni<String> one() {
        return Uni.createFrom().failure(new ApiException(ErrorCode.NOT_FOUND));
    }

    @GET
    @Path("/bug")
    public Uni<String> bug() {
        return Uni.createFrom().failure(new IllegalStateException("secret detail"));
    }

    @GET
    @Path("/outage")
    public Uni<String> outage() {
        return Uni.createFrom().failure(new IllegalStateException(new ConnectException("10.0.0.1 refused")));
    }

    @GET
    @Path("/busy")
    public Uni<String> busy() {
        return Uni.createFrom()
                .failure(new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(Duration.ofMillis(1_200)));
    }
}
