package io.gatehouse.gateway.stream;

/** What a stream has moved so far. Sweeps ask from another thread: a number that is a little old does no harm. */
public interface Traffic {

    Traffic NONE = new Traffic() {
        @Override
        public long all() {
            return 0;
        }
    };

    /** Bytes in both directions. */
    long all();

    /** Of them those from the client that are no request's body. */
    default long fromClient() {
        return 0;
    }

    /** Of them those from the service that are no response's body. */
    default long fromService() {
        return 0;
    }
}
