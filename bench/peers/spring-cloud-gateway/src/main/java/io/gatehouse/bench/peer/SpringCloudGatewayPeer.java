package io.gatehouse.bench.peer;

import java.security.Principal;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.cloud.gateway.filter.ratelimit.RedisRateLimiter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import reactor.core.publisher.Mono;

/** The routes, tokens and limits of {@code bench/gateway/routes.yaml}, as Spring Cloud Gateway writes them. */
@SpringBootApplication
public class SpringCloudGatewayPeer {

    public static void main(String[] arguments) {
        SpringApplication.run(SpringCloudGatewayPeer.class, arguments);
    }

    @Bean
    RouteLocator routes(
            RouteLocatorBuilder routes,
            RedisRateLimiter unreached,
            @Qualifier("reached") RedisRateLimiter reached,
            @Value("${bench.upstream}") String upstream) {
        KeyResolver account = exchange -> exchange.getPrincipal().map(Principal::getName);
        KeyResolver address =
                exchange -> Mono.just(exchange.getRequest().getHeaders().getFirst("X-Forwarded-For"));
        return routes.routes()
                .route("plain", route -> route.path("/plain", "/post", "/jwt").uri(upstream))
                .route("jwt-limit", route -> route.path("/jwt-limit")
                        .filters(filters -> filters.requestRateLimiter(
                                limit -> limit.setRateLimiter(unreached).setKeyResolver(account)))
                        .uri(upstream))
                .route("refused", route -> route.path("/refused")
                        .filters(filters -> filters.requestRateLimiter(
                                limit -> limit.setRateLimiter(reached).setKeyResolver(address)))
                        .uri(upstream))
                .build();
    }

    @Bean
    @Primary
    RedisRateLimiter unreached() {
        return new RedisRateLimiter(1_000_000, 1_000_000);
    }

    @Bean
    RedisRateLimiter reached() {
        return new RedisRateLimiter(10, 10);
    }

    // Requests without a token do not pass it at all.
    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
        return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/jwt", "/jwt-limit"))
                .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .csrf(CsrfSpec::disable)
                .oauth2ResourceServer(server -> server.jwt(jwt -> {}))
                .build();
    }

    @Bean
    ReactiveJwtDecoder decoder(
            @Value("${bench.jwks}") String jwks,
            @Value("${bench.issuer}") String issuer,
            @Value("${bench.audience}") String audience) {
        var decoder = NimbusReactiveJwtDecoder.withJwkSetUri(jwks)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>("aud", values -> values != null && values.contains(audience))));
        return decoder;
    }
}
