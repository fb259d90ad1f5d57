package io.gatehouse.auth.session;

import io.gatehouse.contracts.auth.TokenResponse;

/** A session that is ready to be opened, with the tokens its person will get. */
public final class NewSession {

    private final Session session;
    private final StoredToken token;
    private final TokenResponse tokens;

    NewSession(Session session, StoredToken token, TokenResponse tokens) {
        this.session = session;
        this.token = token;
        this.tokens = tokens;
    }

    Session session() {
        return session;
    }

    StoredToken token() {
        return token;
    }

    public TokenResponse tokens() {
        return tokens;
    }
}
