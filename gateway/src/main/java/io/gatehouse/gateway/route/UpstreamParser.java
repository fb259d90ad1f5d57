package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.CheckSettings;
import io.gatehouse.gateway.upstream.ConnectionSettings;
import io.gatehouse.gateway.upstream.ConnectionSettings.Protocol;
import io.gatehouse.gateway.upstream.EjectionSettings;
import io.gatehouse.gateway.upstream.InstanceSource;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import io.gatehouse.kit.client.TrustedCertificates;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes one upstream. */
final class UpstreamParser {

    private static final List<String> SCHEMES = List.of("http", "https");

    private UpstreamParser() {}

    static Optional<UpstreamTarget> parse(String name, YamlValue value) {
        var fields = value.fields(
                "an upstream",
                "url",
                "urls",
                "dns",
                "instances",
                "protocol",
                "ca",
                "connections",
                "streams",
                "waiting",
                "max_wait",
                "connect_timeout",
                "keep_alive",
                "read_timeout",
                "ejection",
                "slow_start",
                "check");
        var source = fields.part(() -> source(fields, value));
        var connections = fields.part(() -> connections(fields));
        var ejection = fields.part(() -> ejection(fields));
        var check = fields.get("check", UpstreamParser::check, null);
        return fields.make(() -> checked(new UpstreamTarget(name, source, connections, ejection, check)));
    }

    private static UpstreamTarget checked(UpstreamTarget target) {
        boolean tls = target.source().tls();
        var protocol = target.connections().protocol();
        if ((protocol == Protocol.H2 && !tls) || (protocol == Protocol.H2C && tls)) {
            throw new IllegalArgumentException("the protocol h2 needs https, and h2c http");
        }
        return target;
    }

    private static InstanceSource source(YamlFields fields, YamlValue value) {
        var given = List.of("url", "urls", "dns").stream().filter(fields::has).toList();
        if (given.isEmpty()) {
            throw value.refused("'url' is missing in an upstream");
        }
        if (given.size() > 1) {
            throw value.refused("an upstream has one of url, urls and dns");
        }
        var key = given.getFirst();
        var where = fields.get(key);
        var name = fields.get("instances", YamlValue::text, "");
        if (fields.has("instances") && !"url".equals(key)) {
            throw value.refused("'instances' goes with 'url' alone");
        }
        if ("dns".equals(key)) {
            return dns(where);
        }
        return where.checked(() -> name.isEmpty() ? listed(where) : named(name, where));
    }

    private static InstanceSource.Listed listed(YamlValue value) {
        return new InstanceSource.Listed(
                value.list().stream().map(UpstreamParser::url).toList());
    }

    /** What a name stands for, spoken to as one would to a url. */
    private static InstanceSource named(String name, YamlValue url) {
        var listed = listed(url);
        if (listed.urls().size() > 1) {
            throw new IllegalArgumentException("'instances' goes with a single url");
        }
        var port = InstanceSource.Listed.port(listed.urls().getFirst());
        return new InstanceSource.Dns(name, InstanceSource.Dns.Type.ADDRESS, port, listed.tls());
    }

    private static URI url(YamlValue value) {
        var text = value.text();
        try {
            return new URI(text);
        } catch (URISyntaxException unreadable) {
            throw value.refused("'" + text + "': is not of the form http://host:port");
        }
    }

    private static InstanceSource dns(YamlValue value) {
        var fields = value.fields("dns", "name", "type", "port", "scheme");
        var type = fields.get("type", given -> given.oneOf(InstanceSource.Dns.Type.class), InstanceSource.Dns.Type.A);
        var port = fields.get("port", YamlValue::wholeNumber, null);
        var scheme = fields.get("scheme", YamlValue::text, "http");
        if (!SCHEMES.contains(scheme)) {
            throw value.refused("'" + scheme + "' is none of " + SCHEMES);
        }
        var name = fields.get("name").text();
        return value.checked(() -> new InstanceSource.Dns(name, type, port, "https".equals(scheme)));
    }

    private static ConnectionSettings connections(YamlFields fields) {
        var usual = ConnectionSettings.DEFAULTS;
        return new ConnectionSettings(
                fields.get("protocol", given -> given.oneOf(Protocol.class), usual.protocol()),
                fields.get("ca", UpstreamParser::certificates, usual.ca()),
                fields.get("connections", YamlValue::wholeNumber, usual.limit()),
                fields.get("streams", YamlValue::wholeNumber, usual.streams()),
                fields.get("waiting", YamlValue::wholeNumber, usual.waiting()),
                fields.get("max_wait", YamlValue::duration, usual.maxWait()),
                fields.get("connect_timeout", YamlValue::duration, usual.connectTimeout()),
                fields.get("keep_alive", YamlValue::duration, usual.keepAlive()),
                fields.get("read_timeout", YamlValue::duration, usual.readTimeout()));
    }

    private static EjectionSettings ejection(YamlFields fields) {
        var usual = EjectionSettings.DEFAULTS;
        var slowStart = fields.get("slow_start", YamlValue::duration, usual.slowStart());
        return fields.get(
                "ejection",
                given -> ejection(given, slowStart),
                new EjectionSettings(usual.failures(), usual.time(), usual.maxTime(), slowStart, usual.statuses()));
    }

    private static EjectionSettings ejection(YamlValue value, Duration slowStart) {
        var usual = EjectionSettings.DEFAULTS;
        var fields = value.fields("ejection", "failures", "time", "max_time", "statuses");
        return value.checked(() -> new EjectionSettings(
                fields.get("failures", YamlValue::wholeNumber, usual.failures()),
                fields.get("time", YamlValue::duration, usual.time()),
                fields.get("max_time", YamlValue::duration, usual.maxTime()),
                slowStart,
                fields.get("statuses", UpstreamParser::statuses, usual.statuses())));
    }

    private static CheckSettings check(YamlValue value) {
        var fields = value.fields("check", "path", "interval", "timeout", "failures", "successes");
        return value.checked(() -> new CheckSettings(
                fields.get("path").text(),
                fields.get("interval", YamlValue::duration, Duration.ofSeconds(5)),
                fields.get("timeout", YamlValue::duration, Duration.ofSeconds(1)),
                fields.get("failures", YamlValue::wholeNumber, 3),
                fields.get("successes", YamlValue::wholeNumber, 1)));
    }

    private static Set<Integer> statuses(YamlValue value) {
        return value.list().stream().map(YamlValue::wholeNumber).collect(Collectors.toSet());
    }

    private static TrustedCertificates certificates(YamlValue value) {
        return value.checked(() -> TrustedCertificates.read(Path.of(value.text())));
    }
}
