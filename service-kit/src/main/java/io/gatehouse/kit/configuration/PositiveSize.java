package io.gatehouse.kit.configuration;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import org.eclipse.microprofile.config.spi.Converter;

/** A size of at least one byte, as {@code 64K}; any other value stops the start. Named at the setting by {@code @WithConverter}. */
public final class PositiveSize implements Converter<MemorySize> {

    private final MemorySizeConverter sizes = new MemorySizeConverter();

    /** @throws IllegalArgumentException if it is no such size */
    @Override
    public MemorySize convert(String value) {
        var size = sizes.convert(value);
        if (size == null || size.asBigInteger().signum() <= 0) {
            throw new IllegalArgumentException("it must be a size of at least one byte");
        }
        return size;
    }
}
