package io.gatehouse.auth.client;

/** A client that has just been registered, and its secret, which is told this once. */
record NewClient(ClientWithCredentials registered, String secret) {

    @Override
    public String toString() {
        return "NewClient[redacted]";
    }
}
