package io.gatehouse.gateway.route;

/**
 * What becomes of a route's responses.
 *
 * @param compress whether they are compressed for clients that accept it
 * @param embeddable whether pages of other origins may show and use them, unless the service says otherwise
 */
public record Responses(boolean compress, boolean embeddable) {

    static final Responses PLAIN = new Responses(false, false);
}
