package io.gatehouse.local.test;

import static io.gatehouse.local.test.TokenForge.encoded;
import static io.gatehouse.local.test.TokenForge.header;
import static io.gatehouse.local.test.TokenForge.signature;
import static io.gatehouse.local.test.TokenForge.signed;
import static io.gatehouse.local.test.TokenForge.withHmac;
import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TEN;
import static java.math.BigInteger.ZERO;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * The classic attacks on signed tokens (RFC 8725) and what lax readers let through, made of a token that is good. Where a
 * wrong signature would hide that something else is wrong, the issuer's own key signs.
 */
public final class ForgedTokens {

    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final int HOUR = 3_600;

    private final String[] good;
    private final String kid;
    private final String claims;
    private final PrivateKey issuers;
    private final KeyPair attackers = TokenForge.newPair();
    private final Map<String, String> made = new LinkedHashMap<>();

    private ForgedTokens(String goodToken, String kid, PrivateKey issuers) {
        this.good = goodToken.split("\\.", -1);
        this.kid = kid;
        this.claims = new String(Base64.getUrlDecoder().decode(good[1]), UTF_8);
        this.issuers = issuers;
    }

    /** The forgeries, by what is wrong with them. */
    public static Map<String, String> of(String goodToken, String kid, PrivateKey issuers, PublicKey published) {
        var tokens = new ForgedTokens(goodToken, kid, issuers);
        tokens.otherAlgorithms(published);
        tokens.keysOfTheAttacker();
        tokens.keyIds();
        tokens.headers();
        tokens.brokenSignatures();
        tokens.numbersOutOfRange();
        tokens.claims();
        tokens.otherSpellings();
        return tokens.made;
    }

    /** Tokens that the issuer's key has signed, but for somebody or something else, or another time; by what is wrong with them. */
    public static Map<String, String> withOtherClaims(String goodToken, String kid, PrivateKey issuers) {
        var tokens = new ForgedTokens(goodToken, kid, issuers);
        tokens.otherClaims();
        return tokens.made;
    }

    private void otherAlgorithms(PublicKey published) {
        for (var none : List.of("none", "None", "NONE", "nOnE", "")) {
            made.put("algorithm '" + none + "'", encoded(header(none, kid, "")) + "." + good[1] + ".");
        }
        made.put("algorithm none, signed", encoded(header("none", kid, "")) + "." + good[1] + "." + good[2]);
        made.put("HS256 under the published key", withHmac(header("HS256", kid, ""), claims, published.getEncoded()));
        made.put("HS256 under the key as PEM", withHmac(header("HS256", kid, ""), claims, TokenForge.pem(published)));
        made.put("ES256 in small letters", byIssuer(header("es256", kid, ""), claims));
    }

    private void keysOfTheAttacker() {
        made.put("another key under the same id", byAttacker(kid, ""));
        made.put("jwk", byAttacker("attackers", ",\"jwk\":" + attackersJwk()));
        made.put("jku", byAttacker("attackers", ",\"jku\":\"https://attacker.example/jwks.json\""));
        made.put("x5u", byAttacker("attackers", ",\"x5u\":\"https://attacker.example/certificate.pem\""));
        made.put("x5c", byAttacker("attackers", ",\"x5c\":[\"MIIB\"]"));
    }

    private void keyIds() {
        for (var id : List.of("../../../../dev/null", "x' UNION SELECT 'AA==' --", "| cat /etc/passwd", "")) {
            made.put("HS256 and key id '" + id + "'", withHmac(header("HS256", id, ""), claims, new byte[1]));
            made.put("key id '" + id + "'", byAttacker(id, ""));
        }
        made.put("an unknown key id", byIssuer(header("ES256", "nobody-knows-this-key", ""), claims));
        made.put("a number as key id", byIssuer("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":1}", claims));
        made.put("no key id", byIssuer("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", claims));
    }

    private void headers() {
        made.put("jwk beside the good key", byIssuer(header("ES256", kid, ",\"jwk\":" + attackersJwk()), claims));
        made.put("crit", byIssuer(header("ES256", kid, ",\"crit\":[\"exp\"],\"exp\":1"), claims));
        made.put("b64", byIssuer(header("ES256", kid, ",\"b64\":true,\"crit\":[\"b64\"]"), claims));
        made.put("another type", byIssuer(header("ES256", kid, "").replace("at+jwt", "JWT"), claims));
        made.put("no type", byIssuer("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}", claims));
        made.put("a member twice", byIssuer(header("ES256", kid, "").replace("{", "{\"alg\":\"none\","), claims));
    }

    private void brokenSignatures() {
        var content = good[0] + "." + good[1] + ".";
        var raw = Base64.getUrlDecoder().decode(good[2]);
        made.put("no signature", content);
        made.put("a signature in DER", content + TokenForge.der(good[0] + "." + good[1], issuers));
        made.put("a byte more", content + encoded(Arrays.copyOf(raw, raw.length + 1)));
        made.put("a byte less", content + encoded(Arrays.copyOf(raw, raw.length - 1)));
    }

    private void numbersOutOfRange() {
        var content = good[0] + "." + good[1] + ".";
        made.put("two zeros", content + signature(ZERO, ZERO));
        made.put("r is zero", content + signature(ZERO, ONE));
        made.put("s is zero", content + signature(ONE, ZERO));
        made.put("r is the order", content + signature(ORDER, ONE));
        made.put("s is the order", content + signature(ONE, ORDER));
        made.put("r and s beyond the order", content + signature(ORDER.add(ONE), ORDER.add(TEN)));
    }

    private void claims() {
        var header = header("ES256", kid, "");
        made.put("changed claims", good[0] + "." + encoded(begunWith("\"x\":1,")) + "." + good[2]);
        made.put("a claim twice", byIssuer(header, begunWith("\"sub\":\"somebody-else\",")));
        made.put("a claim twice, once escaped", byIssuer(header, begunWith("\"s\\u0075b\":\"somebody-else\",")));
        made.put("more than claims", byIssuer(header, claims + "{}"));
        made.put("a list of claims", byIssuer(header, "[" + claims + "]"));
        made.put("claims after a comma", byIssuer(header, begunWith(",")));
        made.put("a huge token", byIssuer(header, begunWith("\"x\":\"" + "x".repeat(6_500) + "\",")));
    }

    private void otherClaims() {
        var now = Instant.now().getEpochSecond();
        claim("iss", "\"http://attacker.example\"");
        claim("iss", "[\"http://attacker.example\"]");
        claim("iss", null);
        claim("aud", "\"another\"");
        claim("aud", "[]");
        claim("aud", null);
        claim("sub", "\"\"");
        claim("sub", "1");
        claim("sub", null);
        claim("exp", Long.toString(now - HOUR));
        claim("exp", "\"" + (now + HOUR) + "\"");
        claim("exp", "-1");
        claim("exp", null);
        claim("nbf", Long.toString(now + HOUR));
    }

    /** Replaces a claim by this JSON, or removes it. */
    private void claim(String name, String json) {
        var without = claims.replaceFirst("\"" + name + "\":(?:\"[^\"]*\"|\\[[^]]*]|[^,}]*),?", "")
                .replace(",}", "}");
        var with = json == null
                ? without
                : without.replaceFirst("\\{", Matcher.quoteReplacement("{\"" + name + "\":" + json + ","));
        made.put("claim " + name + " as " + json, byIssuer(header("ES256", kid, ""), with));
    }

    private void otherSpellings() {
        var token = String.join(".", good);
        made.put("padding", token + "==");
        made.put("padding inside", good[0] + "=." + good[1] + "." + good[2]);
        made.put("a space inside", good[0] + ". " + good[1] + "." + good[2]);
        made.put("a stray character", good[0] + "." + good[1] + ".!" + good[2]);
        made.put("a fourth part", token + ".AA");
        // 64 bytes end in one of A, Q, g, w; the letter after it carries the same bytes.
        var end = token.length() - 1;
        made.put("a bit that belongs to no byte", token.substring(0, end) + (char) (token.charAt(end) + 1));
        var padded =
                Base64.getUrlEncoder().encodeToString((claims + " ".repeat(4 - claims.length() % 3)).getBytes(UTF_8));
        made.put("padding that is signed", TokenForge.signedParts(good[0], padded, issuers));
        made.put("a space that is signed", TokenForge.signedParts(good[0], " " + good[1], issuers));
    }

    private String byIssuer(String header, String payload) {
        return signed(header, payload, issuers);
    }

    private String byAttacker(String id, String more) {
        return signed(header("ES256", id, more), claims, attackers.getPrivate());
    }

    private String attackersJwk() {
        return TokenForge.jwk("attackers", attackers.getPublic());
    }

    private String begunWith(String members) {
        return claims.replaceFirst("\\{", Matcher.quoteReplacement("{" + members));
    }
}
