package io.gatehouse.user.privacy;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Map;

/** From whom, besides this service, people get what is kept of them. */
@ConfigMapping(prefix = "gatehouse.export")
interface ExportConfig {

    /** Where the other services are, by the names that they have in the export unless they say another. */
    Map<String, URI> sources();
}
