package io.gatehouse.user.profile;

import io.gatehouse.contracts.user.Visibility;
import io.gatehouse.kit.configuration.PositiveSize;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What holds for all profiles. */
@ConfigMapping(prefix = "gatehouse.profile")
interface ProfileConfig {

    /** Who sees name and picture of a new profile, until its person says otherwise; all else begins private. */
    @WithDefault("private")
    Visibility firstVisibility();

    /** How large the attributes of a profile may be, as JSON. */
    @WithDefault("8K")
    @WithConverter(PositiveSize.class)
    MemorySize attributesLimit();

    /** The file with the JSON Schema (draft 2020-12) that attributes must match from now on; any object, where there is none. */
    Optional<Path> attributesSchema();
}
