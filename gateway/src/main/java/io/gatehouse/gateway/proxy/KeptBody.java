package io.gatehouse.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.util.ArrayList;
import java.util.List;

/** What has come of a body, as long as it is needed: before a service is asked, and while it may have to be sent once more. */
final class KeptBody {

    // Of a longer one nothing is kept any more.
    private static final int MOST_BYTES = 64 << 10;

    private final boolean forRepeating;
    private List<Buffer> pieces = new ArrayList<>(1);

    KeptBody(boolean forRepeating) {
        this.forRepeating = forRepeating;
    }

    /** Before a service is asked. */
    void gather(Buffer piece) {
        pieces.add(piece);
    }

    /**
     * Later on.
     *
     * @param moved the bytes of all, with these
     */
    void keep(Buffer piece, long moved) {
        if (moved > MOST_BYTES) {
            pieces = null;
        } else if (pieces != null) {
            pieces.add(piece);
        }
    }

    /** Whether nothing is missing. */
    boolean isWhole() {
        return pieces != null;
    }

    /** @param ended whether nothing follows */
    void sendTo(HttpClientRequest to, boolean ended) {
        if (ended && pieces.size() == 1) {
            // One message for the header, the body and its end.
            to.end(pieces.getFirst());
        } else {
            pieces.forEach(to::write);
            if (ended) {
                to.end();
            }
        }
        if (!forRepeating) {
            pieces = null;
        }
    }
}
