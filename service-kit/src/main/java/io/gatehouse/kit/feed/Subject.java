package io.gatehouse.kit.feed;

import java.util.UUID;

/**
 * What an event is about. The events of one subject are told in the order of its changes.
 *
 * @param kind such as {@code account}; Debezium's router makes it a topic
 */
public record Subject(String kind, UUID id) {}
