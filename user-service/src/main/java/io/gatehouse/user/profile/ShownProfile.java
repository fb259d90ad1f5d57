package io.gatehouse.user.profile;

import io.gatehouse.contracts.user.UserResponse;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.kit.web.ETags;
import io.gatehouse.user.json.StoredJson;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * A profile as it is answered to one viewer. Who sees all of it gets its version as the tag, to base changes on. Who sees a
 * part gets a digest of that part: the version would tell of changes to what is hidden.
 */
record ShownProfile(UserResponse body, String tag) {

    private static final int TAG_BYTES = 16;

    static ShownProfile of(ProfileSnapshot profile, Viewer viewer) {
        var body = profile.seenBy(viewer);
        return new ShownProfile(body, body.version() == null ? digest(body) : Long.toString(body.version()));
    }

    RestResponse<UserResponse> unlessKnown(String known) {
        return ETags.isKnown(known, tag) ? tagged(ResponseBuilder.notModified()) : full();
    }

    RestResponse<UserResponse> full() {
        return tagged(ResponseBuilder.ok(body));
    }

    private RestResponse<UserResponse> tagged(ResponseBuilder<UserResponse> response) {
        return response.header(HttpHeaders.ETAG, ETags.of(tag))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static String digest(UserResponse body) {
        try {
            var bytes = StoredJson.write(body).getBytes(StandardCharsets.UTF_8);
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
