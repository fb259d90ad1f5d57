package io.gatehouse.kit.client;

import java.nio.file.Path;
import org.eclipse.microprofile.config.spi.Converter;

/** A setting that names a file with certificates; any other file stops the start. Named at the setting by {@code @WithConverter}. */
public final class CertificateFile implements Converter<TrustedCertificates> {

    /** @throws IllegalArgumentException what is wrong with the file */
    @Override
    public TrustedCertificates convert(String file) {
        return TrustedCertificates.read(Path.of(file.strip()));
    }
}
