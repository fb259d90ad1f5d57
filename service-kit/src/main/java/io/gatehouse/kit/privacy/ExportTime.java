package io.gatehouse.kit.privacy;

import io.gatehouse.kit.deadline.RequestDeadline;
import jakarta.inject.Singleton;

/** How long an export may take. Others' deadlines are for the beginning of an answer; this one may be long. */
@Singleton
public class ExportTime {

    private final PrivacyConfig config;

    ExportTime(PrivacyConfig config) {
        this.config = config;
    }

    /** Gives the request in hand the time of an export, from now on. */
    public void begin() {
        RequestDeadline.set(config.longestExport());
    }
}
