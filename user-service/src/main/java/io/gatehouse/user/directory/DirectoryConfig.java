package io.gatehouse.user.directory;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The list of people. */
@ConfigMapping(prefix = "gatehouse.directory")
interface DirectoryConfig {

    /** What the cursors of lists are signed with; where it changes, those given out before are refused. */
    Optional<String> cursorSecret();
}
