package io.gatehouse.kit.privacy;

import io.smallrye.mutiny.Multi;

/** A JSON document that is sent as it is made: its parts may end anywhere, and one that fails is broken off. */
public record StreamedJson(Multi<byte[]> parts) {}
