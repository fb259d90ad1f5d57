package io.gatehouse.gateway.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;

/** Makes encoders for one body each. */
final class Encoders {

    private static final Logger LOG = Logger.getLogger(Encoders.class);

    // 256 KiB: what is further back is not looked at, and each body in flight takes no more memory than that.
    private static final int BROTLI_WINDOW = 18;
    private static final int BUFFER = 8 << 10;

    private final int gzipLevel;
    private final int brotliQuality;
    private final boolean brotli;

    Encoders(CompressionConfig config) {
        this.gzipLevel = config.gzipLevel();
        this.brotliQuality = config.brotliQuality();
        this.brotli = config.brotli() && isBrotliThere();
    }

    boolean knowBrotli() {
        return brotli;
    }

    OutputStream create(Coding coding, OutputStream to) throws IOException {
        return coding == Coding.BROTLI
                ? new BrotliOutputStream(
                        to, new Encoder.Parameters().setQuality(brotliQuality).setWindow(BROTLI_WINDOW), BUFFER)
                : new Gzip(to, gzipLevel);
    }

    private static boolean isBrotliThere() {
        boolean there = Brotli4jLoader.isAvailable();
        if (!there) {
            LOG.infof("Brotli is not offered: %s", Brotli4jLoader.getUnavailabilityCause());
        }
        return there;
    }

    private static final class Gzip extends GZIPOutputStream {

        Gzip(OutputStream to, int level) throws IOException {
            super(to, BUFFER, true);
            def.setLevel(level);
        }
    }
}
