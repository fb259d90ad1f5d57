package io.gatehouse.auth.erasure;

import java.util.List;

/**
 * The addresses of an account, in all forms.
 *
 * @param all the present one first
 * @param proven those of them of which the account had shown that they were its person's
 */
public record KnownAddresses(List<String> all, List<String> proven) {

    /** Of an account that is gone. */
    public static final KnownAddresses NONE = new KnownAddresses(List.of(), List.of());
}
