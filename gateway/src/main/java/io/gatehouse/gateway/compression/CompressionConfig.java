package io.gatehouse.gateway.compression;

import io.gatehouse.kit.configuration.WholeNumber;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** What is compressed, and how hard. */
@ConfigMapping(prefix = "gatehouse.compression")
interface CompressionConfig {

    /** The fewest bytes that are worth it; a smaller body fits into the packet that its header needs anyway. */
    @WithDefault("1K")
    MemorySize minSize();

    /** Media types: exact ones, all of a kind ({@code text/*}), or all of a syntax ({@code *+json}). */
    @WithDefault("application/json,application/javascript,application/xml,application/x-ndjson,"
            + "application/manifest+json,text/*,*+json,*+xml")
    Set<String> types();

    /** From 1, which is quick, to 9, which is small: more than a few cost an event loop more than they save the network. */
    @WithDefault("4")
    @WithConverter(GzipLevel.class)
    int gzipLevel();

    /** From 0 to 11, likewise. */
    @WithDefault("4")
    @WithConverter(BrotliQuality.class)
    int brotliQuality();

    /** Whether Brotli is offered, where its library is there for the machine. */
    @WithDefault("true")
    boolean brotli();

    /** As zlib counts. */
    final class GzipLevel extends WholeNumber {
        public GzipLevel() {
            super(1, 9);
        }
    }

    /** As Brotli counts. */
    final class BrotliQuality extends WholeNumber {
        public BrotliQuality() {
            super(0, 11);
        }
    }
}
