package io.gatehouse.gateway.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Keys that are replaced while handshakes go on: each keeps to those with which it began. Vert.x can replace the whole TLS
 * context instead, but drops connections that come while it makes the new one.
 */
final class RenewableKeys extends X509ExtendedKeyManager {

    private static final char SEPARATOR = ':';

    private volatile Generation current;

    /** @param before that of handshakes which may still go on; older ones are over */
    private record Generation(long number, X509ExtendedKeyManager keys, Generation before) {}

    /** From now on handshakes begin with these. */
    void replace(X509ExtendedKeyManager keys) {
        var last = current;
        current = last == null
                ? new Generation(0, keys, null)
                : new Generation(last.number + 1, keys, new Generation(last.number, last.keys, null));
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        var generation = current;
        return marked(generation, generation.keys.chooseEngineServerAlias(keyType, issuers, engine));
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        var generation = current;
        return marked(generation, generation.keys.chooseServerAlias(keyType, issuers, socket));
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        var generation = generation(alias);
        return generation == null ? null : generation.keys.getCertificateChain(unmarked(alias));
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        var generation = generation(alias);
        return generation == null ? null : generation.keys.getPrivateKey(unmarked(alias));
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return current.keys.getServerAliases(keyType, issuers);
    }

    // The gateway shows it to clients, and is none with it.
    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    private static String marked(Generation generation, String alias) {
        return alias == null ? null : Long.toString(generation.number) + SEPARATOR + alias;
    }

    private static String unmarked(String alias) {
        return alias.substring(alias.indexOf(SEPARATOR) + 1);
    }

    private Generation generation(String alias) {
        long number = Long.parseLong(alias, 0, alias.indexOf(SEPARATOR), 10);
        var found = current;
        while (found != null && found.number != number) {
            found = found.before;
        }
        return found;
    }
}
