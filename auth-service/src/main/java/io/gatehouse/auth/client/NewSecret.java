package io.gatehouse.auth.client;

/** A secret that has just been made: its row, and what is told this once. */
record NewSecret(ClientSecret stored, String value) {

    @Override
    public String toString() {
        return "NewSecret[redacted]";
    }
}
