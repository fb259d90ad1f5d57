package io.gatehouse.contracts.client;

/** A client and its first secret, which is told this once. */
public record NewClientResponse(ClientResponse client, String clientSecret) {

    @Override
    public String toString() {
        return "NewClientResponse[" + client.clientId() + "]";
    }
}
