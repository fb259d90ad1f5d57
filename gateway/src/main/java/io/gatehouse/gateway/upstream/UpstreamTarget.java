package io.gatehouse.gateway.upstream;

/**
 * A service as the routes file describes it. Two that are equal are one: its connections and what is known of its
 * instances outlive a change of the file.
 *
 * @param check active checks; null means that only the requests themselves tell how an instance is
 */
public record UpstreamTarget(
        String name,
        InstanceSource source,
        ConnectionSettings connections,
        EjectionSettings ejection,
        CheckSettings check) {}
