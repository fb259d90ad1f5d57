package io.gatehouse.kit.privacy;

import io.smallrye.mutiny.Multi;

/** JSON, a document or lines of it, that is sent as it is made: its parts may end anywhere, and what fails is broken off. */
public record StreamedJson(Multi<byte[]> parts) {}
